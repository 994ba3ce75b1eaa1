import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats

/// The documented properties of a template.
struct TemplateProperties {
    let template: CertificateTemplate

    func value(of property: EnrollmentTemplateProperty) throws -> EnrollmentTemplateValue {
        guard (1...31).contains(property.rawValue) else {
            throw CAError.badArgument("Templates have no property \(property.rawValue). Use 1 to 31.")
        }
        guard let value = try found(property) else {
            throw CAError.empty("The template \(template.name) has no value of property \(property.rawValue).")
        }
        return value
    }

    private func found(_ property: EnrollmentTemplateProperty) throws -> EnrollmentTemplateValue? {
        switch property {
        case .commonName: .text(template.name)
        case .friendlyName: .text(template.displayName)
        case .ekus: objectIDs(template.extendedKeyUsage)
        case .cryptoProviders: texts(template.keyProviders)
        case .majorRevision: number(template.majorVersion)
        case .keySpec: number(template.keySpec)
        case .schemaVersion: number(template.schemaVersion)
        case .minorRevision: from(2, number(template.minorVersion))
        case .raSignatureCount: number(template.authorizedSignatures)
        case .minimumKeySize: number(template.minimumKeySize)
        case .oid: from(2, .objectID(ObjectId(template.oid)))
        case .supersede: texts(template.supersededTemplates)
        case .raCertificatePolicies: objectIDs(template.authorizedSignaturePolicies)
        case .raEKUs: objectIDs(template.authorizedSignaturePurposes)
        case .certificatePolicies: objectIDs(template.issuancePolicies)
        case .v1ApplicationPolicy: objectIDs(template.applicationPolicies)
        case .asymmetricAlgorithm: from(3, text(template.asymmetricAlgorithm))
        case .keySecurityDescriptor: from(3, text(template.keySecurityDescriptor))
        case .symmetricAlgorithm: from(3, text(template.symmetricAlgorithm))
        case .symmetricKeyLength: from(3, template.symmetricKeyLength.map(number))
        case .hashAlgorithm: from(3, text(template.hashAlgorithm))
        case .keyUsage: from(3, template.providerKeyUsage.map(number))
        case .enrollmentFlags: .number(Int32(bitPattern: template.enrollmentFlags.rawValue))
        case .subjectNameFlags: .number(Int32(bitPattern: template.nameFlags.rawValue))
        case .privateKeyFlags: .number(Int32(bitPattern: template.privateKeyFlags.rawValue))
        case .generalFlags: .number(Int32(bitPattern: template.flags.rawValue))
        case .securityDescriptor: .text(try template.access.templateDescriptor().sddl())
        case .extensions: .extensions(X509Extensions(extensions))
        case .validityPeriod: seconds(template.validitySeconds)
        case .renewalPeriod: seconds(template.overlapSeconds)
        default: nil
        }
    }

    /// The extensions that the template gives a request.
    private var extensions: [CertificateExtension] {
        var extensions = [
            template.schemaVersion == 1
                ? MicrosoftTemplateName(template.name).asExtension()
                : CertificateTemplateInformation(templateID: template.oid, major: template.majorVersion, minor: template.minorVersion)
                    .asExtension()
        ]
        if !template.purposes.isEmpty { extensions.append(ExtendedKeyUsage(template.purposes).asExtension()) }
        if !template.keyUsage.isEmpty { extensions.append(template.keyUsage.asExtension()) }
        if !template.applicationPolicies.isEmpty { extensions.append(ApplicationPolicies(template.applicationPolicies).asExtension()) }
        if !template.issuancePolicies.isEmpty { extensions.append(CertificatePolicies(template.issuancePolicies).asExtension()) }
        if template.isCA {
            extensions.append(BasicConstraints(isCA: true, pathLength: template.pathLength).asExtension())
        } else if template.enrollmentFlags.contains(.includeBasicConstraintsForEECerts) {
            extensions.append(BasicConstraints(isCA: false).asExtension())
        }
        return extensions.map {
            CertificateExtension($0.oid, critical: template.criticalExtensions.contains($0.oid), value: $0.value)
        }
    }

    /// The value, if the template's schema has the property.
    private func from(_ schema: Int, _ value: EnrollmentTemplateValue?) -> EnrollmentTemplateValue? {
        template.schemaVersion >= schema ? value : nil
    }

    private func text(_ text: String?) -> EnrollmentTemplateValue? { text.map { .text($0) } }
    private func texts(_ texts: [String]) -> EnrollmentTemplateValue? { texts.isEmpty ? nil : .texts(texts) }
    private func objectIDs(_ oids: [OID]) -> EnrollmentTemplateValue? { oids.isEmpty ? nil : .objectIDs(ObjectIds(oids)) }
    private func number(_ number: Int) -> EnrollmentTemplateValue { .number(Int32(clamping: number)) }
    private func seconds(_ seconds: Int) -> EnrollmentTemplateValue { .seconds(UInt64(clamping: seconds)) }
}
