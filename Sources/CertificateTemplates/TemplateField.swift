/// A field of a template, described once for all forms that contain the fields of templates: the stored document, the body of the API and,
/// by a test, its schema in `docs/openapi.json`.
///
/// To add a field, give ``CertificateTemplate`` a property with its standard value, add a line to ``all``, and describe it in the schema `Template`.
package struct TemplateField: Sendable {
    /// The places where a field may be missing. The template then has the standard value.
    package enum Presence: Sendable {
        /// Nowhere.
        case required
        /// In documents of the first programs. Every body has the field.
        case inEveryBody
        /// In documents and bodies of programs that did not know it: every field that was added later.
        case optional
    }

    package typealias Plain = Codable & Hashable & Sendable

    /// The name of the member, which is the name of the property.
    package let name: String
    package let presence: Presence
    package let property: any PartialKeyPath<CertificateTemplate> & Sendable
    /// The plain value of a template; nil when nothing is written.
    package let plain: @Sendable (CertificateTemplate) -> (any Plain)?
    /// The value as people read it; nil when nothing is written.
    package let shown: @Sendable (CertificateTemplate) -> String?
    /// Reads the plain value without judging it; nil when it is missing and may be missing.
    package let readPlain: @Sendable (KeyedDecodingContainer<Name>) throws -> (any Plain)?
    /// Puts a value that ``readPlain`` has read into a template.
    package let setPlain: @Sendable (any Plain, inout CertificateTemplate) throws(PlainValueError) -> Void
    let write: @Sendable (CertificateTemplate, inout KeyedEncodingContainer<Name>) throws -> Void
    let read: @Sendable (KeyedDecodingContainer<Name>, inout CertificateTemplate) throws -> Void

    private init<Value: TemplateFieldValue>(
        _ name: String,
        _ property: any WritableKeyPath<CertificateTemplate, Value> & Sendable,
        _ presence: Presence = .optional
    ) {
        self.name = name
        self.presence = presence
        self.property = property
        let key = Name(name)
        plain = { $0[keyPath: property].isAbsent ? nil : $0[keyPath: property].plain }
        shown = { $0[keyPath: property].isAbsent ? nil : $0[keyPath: property].shown }
        readPlain = { members in
            presence == .optional
                ? try members.decodeIfPresent(Value.Plain.self, forKey: key) : try members.decode(Value.Plain.self, forKey: key)
        }
        setPlain = { (plain, template) throws(PlainValueError) in
            if let plain = plain as? Value.Plain { template[keyPath: property] = try Value(plain: plain) }
        }
        write = { template, members in
            if !template[keyPath: property].isAbsent { try members.encode(template[keyPath: property], forKey: key) }
        }
        read = { members, template in
            if presence == .required {
                template[keyPath: property] = try members.decode(Value.self, forKey: key)
            } else if let value = try members.decodeIfPresent(Value.self, forKey: key) {
                template[keyPath: property] = value
            }
        }
    }

    /// In the order in which a template is shown.
    package static let all: [TemplateField] = [
        TemplateField("name", \.name, .required),
        TemplateField("displayName", \.displayName, .inEveryBody),
        TemplateField("oid", \.oid, .required),
        TemplateField("schemaVersion", \.schemaVersion, .required),
        TemplateField("majorVersion", \.majorVersion, .required),
        TemplateField("minorVersion", \.minorVersion, .required),
        TemplateField("flags", \.flags, .inEveryBody),
        TemplateField("nameFlags", \.nameFlags, .inEveryBody),
        TemplateField("enrollmentFlags", \.enrollmentFlags, .inEveryBody),
        TemplateField("privateKeyFlags", \.privateKeyFlags, .inEveryBody),
        TemplateField("minimumKeySize", \.minimumKeySize, .inEveryBody),
        TemplateField("minimumCurveBits", \.minimumCurveBits, .inEveryBody),
        TemplateField("acceptedCurves", \.acceptedCurves),
        TemplateField("keySpec", \.keySpec, .inEveryBody),
        TemplateField("keyUsage", \.keyUsage, .inEveryBody),
        TemplateField("validitySeconds", \.validitySeconds, .required),
        TemplateField("overlapSeconds", \.overlapSeconds, .inEveryBody),
        TemplateField("extendedKeyUsage", \.extendedKeyUsage, .inEveryBody),
        TemplateField("criticalExtensions", \.criticalExtensions, .inEveryBody),
        TemplateField("pathLength", \.pathLength),
        TemplateField("authorizedSignatures", \.authorizedSignatures, .inEveryBody),
        TemplateField("acceptsSHA1ProofOfPossession", \.acceptsSHA1ProofOfPossession, .inEveryBody),
        TemplateField("supersededTemplates", \.supersededTemplates),
        TemplateField("authorizedSignaturePolicies", \.authorizedSignaturePolicies),
        TemplateField("authorizedSignaturePurposes", \.authorizedSignaturePurposes),
        TemplateField("issuancePolicies", \.issuancePolicies),
        TemplateField("applicationPolicies", \.applicationPolicies),
        TemplateField("keyProviders", \.keyProviders),
        TemplateField("asymmetricAlgorithm", \.asymmetricAlgorithm),
        TemplateField("symmetricAlgorithm", \.symmetricAlgorithm),
        TemplateField("symmetricKeyLength", \.symmetricKeyLength),
        TemplateField("hashAlgorithm", \.hashAlgorithm),
        TemplateField("keySecurityDescriptor", \.keySecurityDescriptor),
        TemplateField("providerKeyUsage", \.providerKeyUsage),
        TemplateField("lintProfiles", \.lintProfiles),
        TemplateField("access", \.access, .inEveryBody),
        TemplateField("version", \.version, .inEveryBody),
    ]
}

extension TemplateField {
    /// The name of a member, which is known once the list of the fields is.
    package struct Name: CodingKey, Sendable {
        package let stringValue: String
        package var intValue: Int? { nil }

        package init(_ name: String) { stringValue = name }
        package init(stringValue: String) { self.stringValue = stringValue }
        package init?(intValue: Int) { nil }
    }
}
