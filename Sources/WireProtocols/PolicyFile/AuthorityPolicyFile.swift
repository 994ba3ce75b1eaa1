package import CAInterface
package import PKIFormats

/// A `CAPolicy.inf`: what an administrator decides about the certificate and the lists of a CA before it is made. A section or key that is not known is an error, since it
/// would be another CA without it.
///
/// Source: "CAPolicy.inf Syntax".
package struct AuthorityPolicyFile: Sendable {
    /// Bits of an RSA key.
    package private(set) var renewalKeyLength: Int?
    package private(set) var renewalValiditySeconds: Int?
    package private(set) var crlPeriodSeconds: Int?
    /// 0 for none.
    package private(set) var crlDeltaPeriodSeconds: Int?
    package private(set) var clockSkewMinutes: Int?
    package private(set) var loadsDefaultTemplates: Bool?
    /// RSASSA-PSS in place of PKCS #1 v1.5.
    package private(set) var alternateSignatureAlgorithm: Bool?
    package private(set) var pathLength: Int?
    /// Extensions of the CA's own certificate, but basicConstraints.
    package private(set) var extensions: [CertificateExtension] = []
    /// Keys that change nothing here, with the reason.
    package private(set) var remarks: [String] = []

    private static let serverKeys = [
        "RenewalKeyLength", "RenewalValidityPeriod", "RenewalValidityPeriodUnits", "CRLPeriod", "CRLPeriodUnits", "CRLDeltaPeriod",
        "CRLDeltaPeriodUnits", "ClockSkewMinutes", "LoadDefaultTemplates", "AlternateSignatureAlgorithm", "DiscreteSignatureAlgorithm",
        "ForceUTF8", "EnableKeyCounting",
    ]
    private static let ownSections = [
        "Version", "Strings", "Certsrv_Server", "CRLDistributionPoint", "AuthorityInformationAccess", "Extensions",
    ]
    /// What the CA decides about its certificate itself.
    private static let decided: [OID] = [
        SubjectKeyIdentifier.oid, AuthorityKeyIdentifier.oid, BasicConstraints.oid, SubjectAlternativeName.oid, CAVersion.oid,
        PreviousCACertificateHash.oid,
    ]

    /// - Throws: `CAError` with 0x8007000D that names the line, and the nearest known name.
    package init(_ bytes: [UInt8]) throws(CAError) {
        let file = try PolicyFile(bytes)
        try checkSections(of: file)
        try readServer(file)
        try readAddresses(file)
        let sections = try PolicySections(file)
        for item in sections.extensions {
            if item.oid == BasicConstraints.oid {
                pathLength = (try? BasicConstraints(value: item.value))?.pathLength
            } else {
                extensions.append(item)
            }
        }
        let entries = file.entries(of: "Extensions")
        for item in try PolicyExtensions.read(entries) {
            guard !Self.decided.contains(item.oid), !extensions.contains(where: { $0.oid == item.oid }) else {
                throw PolicyFile.unreadable(
                    entries.first { $0.key.filter { !$0.isWhitespace } == item.oid.dotted }?.line,
                    "the extension \(item.oid.nameOrDotted) is decided elsewhere: by the CA, or by a section of its own"
                )
            }
            extensions.append(item)
        }
    }

    private func checkSections(of file: PolicyFile) throws(CAError) {
        guard let first = file.sections.first, first.name.lowercased() == "version",
            file.value("Signature", in: "Version")?.lowercased() == "$windows nt$"
        else {
            throw PolicyFile.unreadable(1, "the file does not begin with [Version] and Signature = \"$Windows NT$\"")
        }
        let known = Self.ownSections + PolicySections.keys.map(\.section)
        let named = PolicySections.named(in: file)
        for section in file.sections where !known.contains(where: { $0.lowercased() == section.name.lowercased() }) {
            guard !named.contains(section.name.lowercased()) else { continue }
            throw PolicyFile.unknown(
                section.line,
                "[\(section.name)] is not a section of CAPolicy.inf",
                nearest: Nearest.to(section.name, among: known).map { "[\($0)]" }
            )
        }
        for entry in file.entries(of: "Version") where entry.key.lowercased() != "signature" {
            throw PolicyFile.unknown(entry.line, "\(entry.key) is not a key of [Version]", nearest: "Signature")
        }
        for entry in file.entries(of: "Certsrv_Server") {
            guard !Self.serverKeys.contains(where: { $0.lowercased() == entry.key.lowercased() }) else { continue }
            throw PolicyFile.unknown(
                entry.line,
                "\(entry.key) is not a key of [Certsrv_Server]",
                nearest: Nearest.to(entry.key, among: Self.serverKeys)
            )
        }
    }

    // MARK: [Certsrv_Server]

    private mutating func readServer(_ file: PolicyFile) throws(CAError) {
        let section = "Certsrv_Server"
        func entry(_ key: String) -> PolicyFile.Entry? { file.entries(of: section).last { $0.key.lowercased() == key.lowercased() } }
        func flag(_ key: String) throws(CAError) -> Bool? {
            guard let entry = entry(key) else { return nil }
            return try PolicyFile.flag(entry)
        }
        func number(_ key: String, _ range: ClosedRange<Int>) throws(CAError) -> Int? {
            guard let entry = entry(key) else { return nil }
            let number = try PolicyFile.number(entry)
            guard range.contains(number) else {
                throw PolicyFile.unreadable(entry.line, "\(key) \(number) is not \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        func period(_ key: String, from least: Int) throws(CAError) -> Int? {
            let (unit, units) = (entry(key), try number(key + "Units", least...100_000))
            guard let units else {
                if let unit { throw PolicyFile.unreadable(unit.line, "\(key) has no \(key)Units") }
                return nil
            }
            guard let unit else { throw PolicyFile.unreadable(entry(key + "Units")?.line, "\(key)Units has no \(key)") }
            let seconds = [
                "hours": 3_600, "days": 86_400, "weeks": 7 * 86_400, "months": 30 * 86_400, "years": 365 * 86_400,
            ]
            guard let one = seconds[unit.value.lowercased()] else {
                throw PolicyFile.unknown(
                    unit.line,
                    "\(key) \"\(unit.value)\" is not a unit: Hours, Days, Weeks, Months or Years",
                    nearest: Nearest.to(unit.value, among: ["Hours", "Days", "Weeks", "Months", "Years"])
                )
            }
            return one * units
        }
        renewalKeyLength = try number("RenewalKeyLength", 2_048...16_384)
        renewalValiditySeconds = try period("RenewalValidityPeriod", from: 1)
        crlPeriodSeconds = try period("CRLPeriod", from: 1)
        crlDeltaPeriodSeconds = try period("CRLDeltaPeriod", from: 0)
        clockSkewMinutes = try number("ClockSkewMinutes", 0...1_440)
        loadsDefaultTemplates = try flag("LoadDefaultTemplates")
        let discrete = try flag("DiscreteSignatureAlgorithm")
        alternateSignatureAlgorithm = try flag("AlternateSignatureAlgorithm") ?? discrete
        if try flag("ForceUTF8") == false { remarks.append("ForceUTF8 = 0 changes nothing: names are always UTF-8.") }
        if let counting = entry("EnableKeyCounting"), try PolicyFile.flag(counting) {
            throw PolicyFile.notBuilt(
                "EnableKeyCounting",
                counting.line,
                "set it to 0, or leave it out; the record counts what a key signs"
            )
        }
    }

    // MARK: Addresses in a root's own certificate

    private mutating func readAddresses(_ file: PolicyFile) throws(CAError) {
        for (section, oid) in [
            ("CRLDistributionPoint", CRLDistributionPoints.oid), ("AuthorityInformationAccess", AuthorityInformationAccess.oid),
        ] {
            var (addresses, isCritical): ([String], Bool) = ([], false)
            for entry in file.entries(of: section) {
                switch entry.key.lowercased() {
                case "url":
                    let address = entry.value
                    guard address.lowercased().hasPrefix("http://"), address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                        throw PolicyFile.unreadable(entry.line, "\(address) is not an http:// address, which every relying party can fetch")
                    }
                    addresses.append(address)
                case "critical": isCritical = try PolicyFile.flag(entry)
                default:
                    throw PolicyFile.unknown(
                        entry.line,
                        "\(entry.key) is not a key of [\(section)]",
                        nearest: Nearest.to(entry.key, among: ["URL", "Critical"])
                    )
                }
            }
            guard !addresses.isEmpty else { continue }
            let value =
                oid == CRLDistributionPoints.oid
                ? CRLDistributionPoints(uris: addresses).value : AuthorityInformationAccess(caIssuers: addresses).value
            extensions.append(CertificateExtension(oid, critical: isCritical, value: value))
        }
    }
}
