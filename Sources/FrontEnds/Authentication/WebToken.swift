import PKIFormats
import PortableFoundation

/// A signed JSON Web Token in its compact form (RFC 7519, RFC 7515 §7.1), read but not believed.
struct WebToken {
    /// The most characters of a token.
    static let longest = 8_192
    private static let mostValues = 1_000

    /// The algorithms that are accepted, whatever a token or a key may say (RFC 8725 §3.1).
    enum Algorithm: String, CaseIterable, Sendable {
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    let algorithm: Algorithm
    let keyIdentifier: String?
    let claims: JSONMembers
    /// The octets under the signature.
    let signed: [UInt8]
    let signature: [UInt8]

    init(_ text: some StringProtocol) throws(TokenRefusal) {
        let octets = Array(text.utf8)
        guard octets.count <= Self.longest else { throw .tooLong }
        let parts = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed("it does not have three parts") }
        let header = try Self.object(parts[0], "header")
        switch header["alg"] {
        case .string(let name):
            guard name.lowercased() != "none" else { throw .unsigned }
            guard let known = Algorithm(rawValue: name) else { throw .algorithm }
            algorithm = known
        default: throw .malformed("its header names no algorithm")
        }
        guard header["crit"] == nil else { throw .critical }
        switch header["kid"] {
        case nil: keyIdentifier = nil
        case .string(let identifier): keyIdentifier = identifier
        default: throw .malformed("its key identifier is not a string")
        }
        claims = try Self.object(parts[1], "claims")
        guard let signature = Self.decoded(parts[2]) else { throw .malformed("its signature is not base64url") }
        guard !signature.isEmpty else { throw .unsigned }
        self.signature = signature
        signed = Array(octets.prefix(parts[0].count + 1 + parts[1].count))
    }

    /// A claim that is a string; nil when it is absent or not a string.
    func text(_ claim: String) -> String? {
        guard case .string(let text) = claims[claim] else { return nil }
        return text
    }

    /// A claim that is a time (RFC 7519 §2, NumericDate); nil when it is absent.
    func time(_ claim: String) throws(TokenRefusal) -> Double? {
        guard let value = claims[claim] else { return nil }
        guard case .number(let digits) = value, let seconds = Double(digits), seconds.isFinite else {
            throw .malformed("one of its times is not a number")
        }
        return seconds
    }

    /// Whether `aud`, a string or a list of strings, has this value.
    func isFor(_ audience: String) -> Bool {
        switch claims["aud"] {
        case .string(let one): one == audience
        case .array(let several): several.contains(.string(audience))
        default: false
        }
    }

    /// Whether `scope` (words with blanks between them, RFC 8693 §4.2) or `scp` (the same, or a list) has this word.
    func hasScope(_ scope: String) -> Bool {
        ["scope", "scp"].contains { claim in
            switch claims[claim] {
            case .string(let words): words.split(separator: " ").contains { $0 == scope }
            case .array(let several): several.contains(.string(scope))
            default: false
            }
        }
    }

    private static func object(_ part: ArraySlice<UInt8>, _ name: String) throws(TokenRefusal) -> JSONMembers {
        guard let octets = decoded(part) else { throw .malformed("its \(name) part is not base64url") }
        // A member that occurs twice is refused: readers differ in which of the two counts (RFC 8725 §2.4).
        guard case .object(let members)? = try? JSONValue(parsing: octets, mostValues: mostValues) else {
            throw .malformed("its \(name) part is not a JSON object")
        }
        return members
    }

    /// Octets from base64url without padding (RFC 7515 §2); nil for anything else.
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        var standard: [UInt8] = []
        standard.reserveCapacity(text.count + 3)
        for octet in text {
            switch octet {
            case UInt8(ascii: "-"): standard.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): standard.append(UInt8(ascii: "/"))
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                standard.append(octet)
            default: return nil
            }
        }
        guard standard.count % 4 != 1 else { return nil }
        while standard.count % 4 != 0 { standard.append(UInt8(ascii: "=")) }
        return try? Base64.decode(String(decoding: standard, as: UTF8.self))
    }
}
