import CAInterface
import PKIFormats

/// One line of CRLPublicationURLs or CACertPublicationURLs: `flags:location`. Source: certcli.h; MS-CSRA, product note 15.
struct PublicationLocation {
    /// CSURL_* bits.
    struct Flags: OptionSet {
        let rawValue: UInt32
        static let serverPublish = Flags(rawValue: 1)
        static let addToCertificate = Flags(rawValue: 2)
        static let addToFreshest = Flags(rawValue: 4)
        static let addToList = Flags(rawValue: 8)
        static let addToOCSP = Flags(rawValue: 0x20)
        static let serverPublishDelta = Flags(rawValue: 0x40)
        static let all = Flags(rawValue: 0xFF)
    }

    let flags: Flags
    let location: String

    /// The line, or the reason why it cannot be used.
    init(line: String) throws(PublicationLocationError) {
        guard let colon = line.firstIndex(of: ":"), let flags = UInt32(line[..<colon]), flags & ~Flags.all.rawValue == 0 else {
            throw PublicationLocationError("a line is flags:location, with flags from 0 to 255")
        }
        self.flags = Flags(rawValue: flags)
        location = String(line[line.index(after: colon)...])
        let lowered = location.lowercased()
        let isPath = location.hasPrefix("/") || location.dropFirst().hasPrefix(":\\") || location.hasPrefix("\\\\")
        guard isPath || ["http://", "ldap:///", "file://"].contains(where: { lowered.hasPrefix($0) }) else {
            throw PublicationLocationError("a location begins with http://, ldap:///, file:// or is a path")
        }
        guard location.utf8.count <= 1_024 else { throw PublicationLocationError("a location has at most 1024 octets") }
        if let fault = Self.faultOfVariables(location) { throw PublicationLocationError(fault) }
    }

    /// A place at another server that takes lists: `http://` or `https://`, with variables.
    init(target: String) throws(PublicationLocationError) {
        let lowered = target.lowercased()
        guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://") else {
            throw PublicationLocationError("a target begins with http:// or https://")
        }
        guard target.utf8.count <= 1_024 else { throw PublicationLocationError("a target has at most 1024 octets") }
        if let fault = Self.faultOfVariables(target) { throw PublicationLocationError(fault) }
        flags = []
        location = target
    }

    /// Whether a complete list and its delta have different places.
    var namesDelta: Bool { location.contains("%9") }

    /// Whether the lists of different keys have different places.
    var namesKey: Bool { location.replacing("%%", with: "").contains("%8") }

    /// Only such a location can be in a certificate: a relying party fetches it without an account.
    var isHTTP: Bool { location.lowercased().hasPrefix("http://") }

    private var isInDirectory: Bool { location.lowercased().hasPrefix("ldap:") }

    /// The variables that are parts of an LDAP URL already.
    private static let distinguishedNames: Set<Int> = [6, 10, 11]

    /// Whether values in it are percent-encoded.
    private var isURL: Bool { isHTTP || location.lowercased().hasPrefix("https://") }

    /// The place of the partition in a location: its text, or nothing for the list without a partition. Source: MS-WCCE, CRL partitions.
    static let partitionToken = "<CRLPartitionIndex>"

    static func partitionText(_ partition: Int) -> String {
        guard partition > 0 else { return "" }
        let digits = String(partition)
        return "_Partition" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    var namesPartition: Bool { location.contains(Self.partitionToken) }

    /// The values of the variables. Source: MS-CSRA, product note 15.
    struct Variables {
        var dnsName: String
        var authorityName: String
        var certificateSuffix: String
        var configurationContainer: String
        var shortName: String
        var listSuffix: String
        var partition = 0
        var isDelta = false

        func value(_ number: Int) -> String {
            switch number {
            case 1: dnsName
            case 2: String(dnsName.prefix { $0 != "." }).uppercased()
            case 3: authorityName
            case 4: certificateSuffix
            case 6: configurationContainer
            case 7: shortName
            case 8: listSuffix
            case 9: isDelta ? "+" : ""
            case 10: "?certificateRevocationList?base?objectClass=cRLDistributionPoint"
            case 11: "?cACertificate?base?objectClass=certificationAuthority"
            default: ""
            }
        }
    }

    /// The location with the values in place of `%1` to `%11`. `%%` is one percent sign.
    func expanded(_ variables: Variables) -> String {
        var text = ""
        let location = location.replacing(Self.partitionToken, with: Self.partitionText(variables.partition))
        var rest = location[...]
        while let percent = rest.firstIndex(of: "%") {
            text += rest[..<percent]
            rest = rest[rest.index(after: percent)...]
            if rest.hasPrefix("%") {
                text += "%"
                rest = rest.dropFirst()
                continue
            }
            let (number, digits) = Self.variable(at: rest)
            // Values stay one segment of the path, whatever an authority is called.
            let value = variables.value(number)
            text += isURL || isInDirectory && !Self.distinguishedNames.contains(number) ? PercentEncoding.encode(value) : value
            rest = rest.dropFirst(digits)
        }
        return text + rest
    }

    /// The number behind a percent sign: 10 and 11 before 1.
    private static func variable(at text: Substring) -> (number: Int, digits: Int) {
        for two in ["10", "11"] where text.hasPrefix(two) { return (Int(two) ?? 0, 2) }
        return (text.first.flatMap { $0.wholeNumberValue } ?? 0, 1)
    }

    private static func faultOfVariables(_ text: String) -> String? {
        var rest = text[...]
        while let percent = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: percent)...]
            if rest.hasPrefix("%") {
                rest = rest.dropFirst()
                continue
            }
            let (number, digits) = variable(at: rest)
            guard [1, 2, 3, 4, 6, 7, 8, 9, 10, 11].contains(number) else {
                return "there is no variable %\(rest.prefix(1)); they are %1 to %4 and %6 to %11, and %% is a percent sign"
            }
            rest = rest.dropFirst(digits)
        }
        return nil
    }
}

/// A line that cannot be used, with the reason.
struct PublicationLocationError: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
