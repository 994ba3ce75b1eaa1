import CAInterface
package import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension CertificateNames {
    /// `fromDirectory` as a value.
    package static func ofDirectory(
        _ known: KnownPrincipal,
        template: CertificateTemplate,
        leavesOutAccount: Bool = false
    ) -> Result<CertificateNames, Refusal> {
        do throws(Refusal) {
            return .success(try fromDirectory(known, template: template, leavesOutAccount: leavesOutAccount))
        } catch {
            return .failure(error)
        }
    }

    /// The names that the template takes from the directory. The request's own names are ignored.
    ///
    /// Source: MS-WCCE §3.2.2.6.2.1.4.5.9; the rule about rightful holders answers CVE-2022-26923.
    /// - Parameter leavesOutAccount: whether an administrator accepts certificates for logon without the SID of their account.
    package static func fromDirectory(
        _ known: KnownPrincipal,
        template: CertificateTemplate,
        leavesOutAccount: Bool = false
    ) throws(Refusal) -> CertificateNames {
        let principal = known.principal
        let flags = template.nameFlags
        var names: [GeneralName] = []

        if flags.contains(.subjectAltRequireUPN) || flags.contains(.subjectAltRequireSPN) {
            names.append(.userPrincipalName(try userPrincipalName(of: known)))
        }
        if flags.contains(.subjectAltRequireEmail) { names.append(.rfc822Name(try mail(of: principal))) }
        if flags.contains(.subjectAltRequireDNS) { names.append(.dnsName(try dnsName(of: known))) }
        if flags.contains(.subjectAltRequireDomainDNS) { names += try domainNames(of: principal) }
        if flags.contains(.subjectAltRequireDirectoryGUID) { names.append(.directoryObjectGUID(principal.id.windowsBytes)) }

        let subject = try rebuild(subject(of: known, flags: flags), of: principal, flags: flags)
        guard !subject.isEmpty || !names.isEmpty else {
            throw refusal(.certsrvBadRequestSubject, principal, field: "subject", lacks: "no name the template \(template.name) asks for")
        }
        let carriesSID = (template.permitsAuthentication && !leavesOutAccount) || !template.enrollmentFlags.contains(.noSecurityExtension)
        return CertificateNames(subject: subject, alternativeNames: names, accountSID: carriesSID ? principal.sid.text : nil)
    }

    private static func subject(of known: KnownPrincipal, flags: CertificateNameFlags) throws(Refusal) -> DistinguishedName {
        let principal = known.principal
        var parts: [RelativeDistinguishedName] = []
        if flags.contains(.subjectRequireDirectoryPath) {
            guard !principal.distinguishedName.isEmpty else {
                throw refusal(.certsrvBadRequestSubject, principal, field: "distinguishedName", lacks: "no distinguished name")
            }
            if !flags.contains(.subjectRequireEmail) { return principal.distinguishedName }
            parts = principal.distinguishedName.rdns
        } else if flags.contains(.subjectRequireDNSAsCN) || (flags.contains(.subjectRequireCommonName) && principal.kind == .machine) {
            parts = [commonName(try dnsName(of: known))]
        } else if flags.contains(.subjectRequireCommonName) {
            guard !principal.commonName.isEmpty else {
                throw refusal(.certsrvBadRequestSubject, principal, field: "cn", lacks: "no common name")
            }
            parts = [commonName(principal.commonName)]
        }
        if flags.contains(.subjectRequireEmail) {
            parts.append(RelativeDistinguishedName([AttributeTypeAndValue(OID.emailAddress, try mail(of: principal))]))
        }
        return DistinguishedName(parts)
    }

    /// The same rules apply to the directory's names and a requester's: people wrote both.
    private static func rebuild(_ name: DistinguishedName, of principal: Principal, flags: CertificateNameFlags) throws(Refusal)
        -> DistinguishedName
    {
        do throws(ValueError) {
            return try rebuilt(name)
        } catch {
            let field =
                error.type == OID.emailAddress
                ? "mail"
                : flags.contains(.subjectRequireDirectoryPath) ? "distinguishedName" : principal.kind == .machine ? "dNSHostName" : "cn"
            throw unfit(principal, field: field, value: error.value, fault: error.fault)
        }
    }

    /// A value of the directory that must not appear in a certificate.
    private static func unfit(
        _ principal: Principal,
        _ status: HRESULT = .certsrvBadRequestSubject,
        field: String,
        value: String,
        fault: NameError
    ) -> Refusal {
        Refusal(
            Denial(
                status,
                rule: rule,
                field: field,
                value: String(value.prefix(200)),
                text: "The \(field) of \(principal.accountName) in the directory, \(value.quoted), \(fault.text).",
                remedy: "Have an administrator correct the account. \(fault.remedy)"
            )
        )
    }

    private static func commonName(_ text: String) -> RelativeDistinguishedName {
        RelativeDistinguishedName([AttributeTypeAndValue(OID.commonName, text)])
    }

    private static func userPrincipalName(of known: KnownPrincipal) throws(Refusal) -> String {
        guard let name = known.principal.userPrincipalName, !name.isEmpty else {
            throw refusal(.certsrvSubjectUPNRequired, known.principal, field: "userPrincipalName", lacks: "no user principal name")
        }
        // RFC 5280 sets no limit for the name. User names and domains of Active Directory are shorter than this.
        if let fault = AttributeSyntax.fault(in: name, of: OID.userID) {
            throw unfit(known.principal, .certsrvSubjectUPNRequired, field: "userPrincipalName", value: name, fault: fault)
        }
        guard known.userPrincipalNameHolder == .itself else {
            throw Refusal(
                Denial(
                    .certsrvSubjectUPNRequired,
                    rule: rule,
                    field: "userPrincipalName",
                    value: name,
                    text:
                        "The user principal name \(name) is not \(known.principal.accountName)'s alone, so a certificate cannot contain it.",
                    remedy: "Have an administrator give each account a user principal name of its own."
                )
            )
        }
        return name
    }

    private static func mail(of principal: Principal) throws(Refusal) -> String {
        guard let mail = principal.mail else {
            throw refusal(.certsrvSubjectEmailRequired, principal, field: "mail", lacks: "no e-mail address")
        }
        if let fault = NameSyntax.fault(inMailbox: mail) {
            throw unfit(principal, .certsrvSubjectEmailRequired, field: "mail", value: mail, fault: fault)
        }
        return mail
    }

    /// A machine's DNS name must begin with the name of its account and belong to it alone. Otherwise whoever may set a DNS name could pose as
    /// another machine.
    private static func dnsName(of known: KnownPrincipal) throws(Refusal) -> String {
        let principal = known.principal
        guard principal.kind == .machine, let name = principal.dnsHostName else {
            throw refusal(.certsrvSubjectDNSRequired, principal, field: "dNSHostName", lacks: "no DNS name of a machine")
        }
        if let fault = NameSyntax.fault(inDNSName: name) {
            throw unfit(principal, .certsrvSubjectDNSRequired, field: "dNSHostName", value: name, fault: fault)
        }
        let account = principal.name.hasSuffix("$") ? String(principal.name.dropLast()) : principal.name
        let lowered = name.lowercased()
        guard lowered == account.lowercased() || lowered.hasPrefix(account.lowercased() + ".") else {
            throw Refusal(
                Denial(
                    .certsrvSubjectDNSRequired,
                    rule: rule,
                    field: "dNSHostName",
                    value: name,
                    text: "The DNS name \(name) does not begin with the name of the account \(principal.accountName).",
                    remedy: "Have an administrator set the DNS name to \(account.lowercased()) and a domain suffix."
                )
            )
        }
        guard known.dnsHostNameHolder == .itself else {
            throw Refusal(
                Denial(
                    .certsrvSubjectDNSRequired,
                    rule: rule,
                    field: "dNSHostName",
                    value: name,
                    text: "The DNS name \(name) is not \(principal.accountName)'s alone, so a certificate cannot contain it.",
                    remedy: "Have an administrator give each machine a DNS name of its own."
                )
            )
        }
        return name
    }

    /// The DNS name of the account's domain, which its distinguished name ends with, and its short name where that is a host name (MS-CRTD §2.28).
    private static func domainNames(of principal: Principal) throws(Refusal) -> [GeneralName] {
        let domain = principal.distinguishedName.values(of: OID.domainComponent).reversed().joined(separator: ".").lowercased()
        guard principal.kind == .machine, !domain.isEmpty else {
            throw refusal(.certsrvSubjectDNSRequired, principal, field: "distinguishedName", lacks: "no domain of a machine")
        }
        if let fault = NameSyntax.fault(inDNSName: domain) {
            throw unfit(principal, .certsrvSubjectDNSRequired, field: "distinguishedName", value: domain, fault: fault)
        }
        let short = principal.domain
        let hasShort = !short.isEmpty && NameSyntax.isDNSName(short) && short.lowercased() != domain
        return [.dnsName(domain)] + (hasShort ? [.dnsName(short)] : [])
    }

    static let rule = "NamesComeFromTheTemplate"

    private static func refusal(_ status: HRESULT, _ principal: Principal, field: String, lacks: String) -> Refusal {
        Refusal(
            Denial(
                status,
                rule: rule,
                field: field,
                value: principal.accountName,
                text: "The directory has \(lacks) for \(principal.accountName).",
                remedy: "Have an administrator complete the account, or choose a template that does not ask for it."
            )
        )
    }

    /// The names are not available.
    package struct Refusal: Error, Sendable {
        package let denial: Denial
        package init(_ denial: Denial) { self.denial = denial }
    }
}

extension UUID {
    /// The 16 octets in the order Windows stores a GUID: the first three fields little-endian. Source: MS-DTYP §2.3.4.2.
    package var windowsBytes: [UInt8] {
        let u = uuid
        return [u.3, u.2, u.1, u.0, u.5, u.4, u.7, u.6, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15]
    }
}
