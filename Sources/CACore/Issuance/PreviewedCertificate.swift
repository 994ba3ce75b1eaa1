import CAInterface
import CertificateTemplates
import PKIFormats

/// The certificate that a request would get, in words and with the origin of each part.
enum PreviewedCertificate {
    static func body(of prepared: PreparedCertificate, question: Question) -> RequestPreview.CertificateBody {
        let composed = prepared.composed
        let body = composed.body
        let template = question.template
        let names = template.takesNamesFromRequest ? "request" : "directory"
        let validity =
            switch composed.cut {
            case .none: "template.validitySeconds"
            case .byRequest: "request"
            case .byIssuer: "authority"
            }
        return RequestPreview.CertificateBody(
            subject: body.subject,
            subjectSource: "template.nameFlags, \(names)",
            issuer: body.issuer,
            notBefore: body.notBefore,
            notAfter: body.notAfter,
            validitySource: validity,
            publicKey: body.subjectPublicKeyInfo.algorithm.name,
            signatureAlgorithm: body.signatureAlgorithm.name,
            extensions: (composed.profile.extensions + body.extensions).map { item in
                RequestPreview.Extension(
                    oid: item.oid,
                    isCritical: item.critical,
                    values: values(of: item),
                    der: item.value,
                    source: source(of: item.oid, template: template, names: names)
                )
            }
        )
    }

    static func omissions(of prepared: PreparedCertificate, question: Question, attributes: [RequestAttributes.Pair])
        -> [RequestPreview.Omission]
    {
        var omissions: [RequestPreview.Omission] = []
        if !question.template.takesNamesFromRequest {
            let why = "The template \(question.template.name) takes all names from the directory."
            if !question.received.subject.isEmpty {
                omissions.append(.init(what: "the subject \(question.received.subject.rfc4514.prefix(200))", why: why))
            }
            if case .success(let names) = question.received.alternativeNames, !names.isEmpty {
                omissions.append(.init(what: "the alternative names", why: why))
            }
        }
        omissions += prepared.leftOutNames.map { .init(what: $0, why: "Requesters may not choose names that stand for an account.") }
        omissions += prepared.leftOutExtensions.map { .init(what: $0, why: "The template decides about extensions.") }
        let ignored = IgnoredAttributes.named(
            in: attributes,
            besides: question.received.requester == nil ? [] : ["requestername"],
            validityIsTaken: prepared.composed.cut == .byRequest
        )
        omissions += ignored.map { name in
            let why =
                RequestAttributeEffect.byName[name.lowercased()] == .shortens
                ? "A request can only end the validity earlier than the template does."
                : "The template decides what this attribute asks for."
            return .init(what: "the request attribute \(name)", why: why)
        }
        return omissions
    }

    /// Where an extension of a certificate comes from: the template's field, by its name in documents, or what else made it.
    private static func source(of oid: OID, template: CertificateTemplate, names: String) -> String {
        switch oid {
        case KeyUsage.oid: "template.keyUsage"
        case BasicConstraints.oid: template.isCA ? "template.flags, template.pathLength" : "template.enrollmentFlags"
        case ExtendedKeyUsage.oid, ApplicationPolicies.oid:
            template.schemaVersion >= 2 && !template.applicationPolicies.isEmpty
                ? "template.applicationPolicies" : "template.extendedKeyUsage"
        case CertificatePolicies.oid: "template.issuancePolicies"
        case MicrosoftTemplateName.oid: "template.name"
        case CertificateTemplateInformation.oid: "template.oid"
        case SMIMECapabilities.oid, OID.Extensions.ocspNoCheck: "template.enrollmentFlags"
        case SubjectAlternativeName.oid: "template.nameFlags, \(names)"
        case SubjectKeyIdentifier.oid: "request"
        case NTDSCASecurity.oid: "directory"
        case AuthorityKeyIdentifier.oid, CRLDistributionPoints.oid, AuthorityInformationAccess.oid: "authority"
        default: "policy"
        }
    }

    private static func values(of item: CertificateExtension) -> [String] {
        guard let value = try? KnownExtensions.decoders[item.oid]?(item.value) else { return [] }
        switch value {
        case let usage as KeyUsage: return usage.names
        case let constraints as BasicConstraints:
            return ["cA \(constraints.isCA)"] + (constraints.pathLength.map { ["pathLenConstraint \($0)"] } ?? [])
        case let purposes as ExtendedKeyUsage: return purposes.purposes.map(\.shown)
        case let policies as ApplicationPolicies: return policies.policies.map(\.shown)
        case let policies as CertificatePolicies: return policies.policies.map(\.shown)
        case let name as MicrosoftTemplateName: return [name.name]
        case let information as CertificateTemplateInformation:
            return ["\(information.templateID.dotted) \(information.major ?? 0).\(information.minor ?? 0)"]
        case let capabilities as SMIMECapabilities: return capabilities.capabilities.map(\.oid.shown)
        case let names as SubjectAlternativeName: return names.names.map(\.description)
        case let identifier as SubjectKeyIdentifier: return [Hex.encode(identifier.bytes)]
        case let identifier as AuthorityKeyIdentifier: return identifier.keyIdentifier.map { [Hex.encode($0)] } ?? []
        case let security as NTDSCASecurity: return [security.sid]
        case let points as CRLDistributionPoints: return points.uris
        case let access as AuthorityInformationAccess: return access.caIssuers
        default: return []
        }
    }
}
