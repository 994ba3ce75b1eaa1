package import CAInterface
package import PKIFormats

/// The sections of a policy file that put one extension each into the request, besides [Extensions].
///
/// Source: "certreq" command reference; "CAPolicy.inf Syntax". Keys of the sections for qualified subordination, which the reference does not list,
/// are those that administrators write for `certreq -policy`.
package struct PolicySections {
    /// Known sections with their keys; a section whose keys are names or identifiers has none.
    package static let keys: [(section: String, keys: [String])] = [
        ("EnhancedKeyUsageExtension", ["OID", "Critical"]),
        ("BasicConstraintsExtension", ["PathLength", "Critical"]),
        ("PolicyStatementExtension", ["Policies", "Critical"]),
        ("ApplicationPolicyStatementExtension", ["Policies", "Critical"]),
        ("NameConstraintsExtension", ["Include", "Exclude", "Critical"]),
        ("PolicyMappingsExtension", []),
        ("ApplicationPolicyMappingsExtension", []),
        ("PolicyConstraintsExtension", ["RequireExplicitPolicy", "InhibitPolicyMapping", "Critical"]),
        ("ApplicationPolicyConstraintsExtension", ["RequireExplicitPolicy", "InhibitPolicyMapping", "Critical"]),
        ("CrossCertificateDistributionPointsExtension", ["SyncDeltaTime", "URL", "Critical"]),
    ]

    /// The keys of a section that [PolicyStatementExtension] names.
    private static let policyKeys = ["OID", "Notice", "URL"]

    private let file: PolicyFile
    package private(set) var extensions: [CertificateExtension] = []
    /// Keys that change nothing.
    package private(set) var ignored: [String] = []

    package init(_ file: PolicyFile) throws(CAError) {
        self.file = file
        for (section, keys) in Self.keys where !keys.isEmpty { try check(section, keys) }
        try readEnhancedKeyUsage()
        try readBasicConstraints()
        try readPolicies("PolicyStatementExtension") { CertificatePolicies(information: $0).value }
        try readPolicies("ApplicationPolicyStatementExtension") { ApplicationPolicies(information: $0).value }
        try readNameConstraints()
        try readMappings("PolicyMappingsExtension", OID.Extensions.policyMappings)
        try readMappings("ApplicationPolicyMappingsExtension", OID.Microsoft.applicationPolicyMappings)
        try readConstraints("PolicyConstraintsExtension") {
            PolicyConstraints(requireExplicitPolicy: $0, inhibitPolicyMapping: $1).asExtension(critical: $2)
        }
        try readConstraints("ApplicationPolicyConstraintsExtension") {
            ApplicationPolicyConstraints(requireExplicitPolicy: $0, inhibitPolicyMapping: $1).asExtension(critical: $2)
        }
        try readCrossCertificates()
    }

    /// The sections that other sections name, in lower case; every name may be chosen freely.
    package static func named(in file: PolicyFile) -> [String] {
        let policies = ["PolicyStatementExtension", "ApplicationPolicyStatementExtension"].flatMap { file.entries(of: $0) }
            .filter { $0.key.lowercased() == "policies" }
        let names = file.entries(of: "NameConstraintsExtension").filter { ["include", "exclude"].contains($0.key.lowercased()) }
        return (policies + names).flatMap { list($0) }.map { $0.lowercased() }
    }

    // MARK: One section each

    private mutating func readEnhancedKeyUsage() throws(CAError) {
        let entries = file.entries(of: "EnhancedKeyUsageExtension")
        var purposes: [OID] = []
        for entry in entries where entry.key.lowercased() == "oid" { purposes.append(try PolicyExtensions.oid(entry.value, entry)) }
        guard !purposes.isEmpty else { return }
        extensions.append(ExtendedKeyUsage(purposes).asExtension(critical: try critical(entries)))
    }

    private mutating func readBasicConstraints() throws(CAError) {
        let entries = file.entries(of: "BasicConstraintsExtension")
        guard !entries.isEmpty else { return }
        let length = try entries.first { $0.key.lowercased() == "pathlength" }.map { entry throws(CAError) in try Self.count(entry) }
        extensions.append(BasicConstraints(isCA: true, pathLength: length).asExtension(critical: try critical(entries)))
    }

    private mutating func readPolicies(
        _ section: String,
        _ value: ([CertificatePolicies.PolicyInformation]) -> [UInt8]
    ) throws(CAError) {
        let entries = file.entries(of: section)
        guard let names = entries.first(where: { $0.key.lowercased() == "policies" }) else { return }
        var information: [CertificatePolicies.PolicyInformation] = []
        for name in Self.list(names) {
            guard file.sections.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw PolicyFile.unreadable(names.line, "[\(section)] names the section [\(name)], which is missing")
            }
            information.append(try policy(name))
        }
        guard !information.isEmpty else { throw PolicyFile.unreadable(names.line, "Policies names no section") }
        let oid = section.hasPrefix("Application") ? ApplicationPolicies.oid : CertificatePolicies.oid
        extensions.append(CertificateExtension(oid, critical: try critical(entries), value: value(information)))
    }

    private func policy(_ section: String) throws(CAError) -> CertificatePolicies.PolicyInformation {
        var oid: OID?
        var qualifiers: [PolicyQualifier] = []
        for entry in file.entries(of: section) {
            switch entry.key.lowercased() {
            case "oid":
                guard oid == nil else {
                    throw PolicyFile.unreadable(entry.line, "[\(section)] has two OID; make a section for each policy")
                }
                oid = try PolicyExtensions.oid(entry.value, entry)
            case "notice":
                guard (1...200).contains(entry.value.count) else {
                    throw PolicyFile.unreadable(entry.line, "Notice has \(entry.value.count) characters, and 1 through 200 are possible")
                }
                qualifiers.append(.userNotice(UserNotice(entry.value)))
            case "url": qualifiers.append(.practiceStatement(try AlternativeNameText.ascii(entry.value, entry)))
            default:
                throw PolicyFile.unknown(
                    entry.line,
                    "\(entry.key) is not a key of the policy [\(section)]",
                    nearest: Nearest.to(entry.key, among: Self.policyKeys)
                )
            }
        }
        guard let oid else {
            throw PolicyFile.unreadable(
                file.sections.first { $0.name.lowercased() == section.lowercased() }?.line,
                "[\(section)] has no OID"
            )
        }
        return CertificatePolicies.PolicyInformation(oid, policyQualifiers: qualifiers)
    }

    private mutating func readNameConstraints() throws(CAError) {
        let entries = file.entries(of: "NameConstraintsExtension")
        var (permitted, excluded): ([GeneralName], [GeneralName]) = ([], [])
        for entry in entries where entry.key.lowercased() != "critical" {
            for section in Self.list(entry) {
                guard file.sections.contains(where: { $0.name.lowercased() == section.lowercased() }) else {
                    throw PolicyFile.unreadable(entry.line, "[NameConstraintsExtension] names the section [\(section)], which is missing")
                }
                for name in file.entries(of: section) {
                    if name.key.lowercased() == "nodefault" {
                        _ = try PolicyFile.flag(name)
                        ignored.append("NoDefault")
                        continue
                    }
                    let constraint = try AlternativeNameText.constraint(name)
                    if entry.key.lowercased() == "include" { permitted.append(constraint) } else { excluded.append(constraint) }
                }
            }
        }
        guard !permitted.isEmpty || !excluded.isEmpty else { return }
        extensions.append(NameConstraints(permitting: permitted, excluding: excluded).asExtension(critical: try critical(entries)))
    }

    private mutating func readMappings(_ section: String, _ oid: OID) throws(CAError) {
        let entries = file.entries(of: section)
        var mappings: [PolicyMapping] = []
        for entry in entries where entry.key.lowercased() != "critical" {
            mappings.append(
                PolicyMapping(
                    issuerDomainPolicy: try PolicyExtensions.oid(entry.key, entry),
                    subjectDomainPolicy: try PolicyExtensions.oid(entry.value, entry)
                )
            )
        }
        guard !mappings.isEmpty else { return }
        extensions.append(CertificateExtension(oid, critical: try critical(entries), value: PolicyMappings(mappings).value))
    }

    private mutating func readConstraints(
        _ section: String,
        _ make: (_ requireExplicitPolicy: Int?, _ inhibitPolicyMapping: Int?, _ critical: Bool) -> CertificateExtension
    ) throws(CAError) {
        let entries = file.entries(of: section)
        func number(_ key: String) throws(CAError) -> Int? {
            try entries.first { $0.key.lowercased() == key }.map { entry throws(CAError) in try Self.count(entry) }
        }
        let (explicit, mapping) = (try number("requireexplicitpolicy"), try number("inhibitpolicymapping"))
        guard explicit != nil || mapping != nil else { return }
        extensions.append(make(explicit, mapping, try critical(entries)))
    }

    private mutating func readCrossCertificates() throws(CAError) {
        let entries = file.entries(of: "CrossCertificateDistributionPointsExtension")
        var points: [[GeneralName]] = []
        for entry in entries where entry.key.lowercased() == "url" {
            points.append([.uri(try AlternativeNameText.ascii(entry.value, entry))])
        }
        guard !points.isEmpty else { return }
        let interval = try entries.first { $0.key.lowercased() == "syncdeltatime" }.map { entry throws(CAError) in try Self.count(entry) }
        extensions.append(
            CrossCertificateDistributionPoints(synchronizationInterval: interval, points: points)
                .asExtension(critical: try critical(entries))
        )
    }

    // MARK: Parts

    private func check(_ section: String, _ known: [String]) throws(CAError) {
        for entry in file.entries(of: section) where !PolicyFile.isListed(entry.key, in: known) {
            throw PolicyFile.unknown(
                entry.line,
                "\(entry.key) is not a key of [\(section)]",
                nearest: Nearest.to(entry.key, among: known)
            )
        }
    }

    private func critical(_ entries: [PolicyFile.Entry]) throws(CAError) -> Bool {
        try entries.first { $0.key.lowercased() == "critical" }.map { entry throws(CAError) in try PolicyFile.flag(entry) } ?? false
    }

    /// Names of sections, separated by commas.
    private static func list(_ entry: PolicyFile.Entry) -> [String] {
        entry.value.split(separator: ",").map { $0.drop(while: \.isWhitespace) }.map { text in
            String(text.reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    private static func count(_ entry: PolicyFile.Entry) throws(CAError) -> Int {
        let number = try PolicyFile.number(entry)
        guard number >= 0 else { throw PolicyFile.unreadable(entry.line, "\(entry.key) \(number) is less than 0") }
        return number
    }
}
