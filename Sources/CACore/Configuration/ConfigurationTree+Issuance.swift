import CAInterface
import PKIFormats

extension ConfigurationTree {
    /// The values that count when certificates are issued. Every one of them was checked when it was set; what cannot be read all the same counts as
    /// not set.
    func issuance(generation: StoredAuthority.Generation, key: AuthorityKey) -> IssuanceConfiguration {
        var result = IssuanceConfiguration()
        // Lines that somebody has given in CACertPublicationURLs say everything about addresses, also about responders.
        if authority.settings.ocsp.inCertificates { result.ocspURLs = [PublicLocation.responder(below: authority.publicAddress)] }
        guard !authority.settings.configuration.isEmpty else { return result }
        let units = number("ValidityPeriodUnits", .ca)
        if units > 0, let unit = TimeUnit(word: text("ValidityPeriod", .ca)) { result.longestValiditySeconds = Int(units) * unit.seconds }
        if isSet("ClockSkewMinutes", .ca) { result.clockSkewSeconds = Int(number("ClockSkewMinutes", .ca)) * 60 }
        let edit = number("EditFlags", .policy)
        let list = number("CRLFlags", .ca)
        if edit & 0x4 != 0 { result.disabledExtensions = Set(texts("DisableExtensionList", .policy).compactMap { OID(dotted: $0) }) }
        result.attributesShortenValidity = edit & 0x20 != 0
        result.addsOCSPNoCheck = edit & 0x200_0000 != 0
        result.renewsOnBehalf = edit & 0x400_0000 != 0
        result.keepsSubjectOrder = list & 0x800 != 0
        let parts = texts("SubjectTemplate", .ca).compactMap { IssuanceConfiguration.subjectPart($0) }
        result.subjectParts = parts.isEmpty ? nil : parts
        result.disposition = RequestDisposition(rawValue: number("RequestDisposition", .policy)) ?? .issue
        result.refusesRemoteRequests = number("InterfaceFlags", .ca) & 0x2 != 0
        let variables = variables(generation: generation, key: key)
        if isSet("CACertPublicationURLs", .ca) {
            result.certificateURLs = urls("CACertPublicationURLs", .addToCertificate, variables)
            result.ocspURLs = urls("CACertPublicationURLs", .addToOCSP, variables)
        }
        let command = text("ModuleCommand", .policy)
        if !command.isEmpty {
            result.policyModule = PolicyModuleSetting(
                command: command,
                timeoutSeconds: Int(number("ModuleTimeoutSeconds", .policy)),
                holdsOnFailure: text("ModuleFailure", .policy) != "denied"
            )
        }
        return result
    }

    /// Who is told about events of the authority.
    var receivers: [ExitReceiver] { texts("Receivers", .exit).compactMap { try? ExitReceiver(line: $0) } }

    private func urls(_ name: String, _ flag: PublicationLocation.Flags, _ variables: PublicationLocation.Variables) -> [String] {
        texts(name, .ca).compactMap { try? PublicationLocation(line: $0) }
            .filter { $0.isHTTP && $0.flags.contains(flag) }.map { $0.expanded(variables) }
    }

    func variables(generation: StoredAuthority.Generation, key: AuthorityKey) -> PublicationLocation.Variables {
        PublicationLocation.Variables(
            dnsName: authority.dnsName,
            authorityName: SanitizedName.of(authority.name),
            certificateSuffix: generation.index == 0 ? "" : "(\(generation.index))",
            configurationContainer: text("DSConfigDN", .ca),
            shortName: SanitizedName.short(of: authority.name),
            listSuffix: key.index == 0 ? "" : "(\(key.index))"
        )
    }
}
