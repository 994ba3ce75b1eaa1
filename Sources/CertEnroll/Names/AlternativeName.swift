import CAInterface
public import CertCli
public import PKIFormats

/// One name of a subject. Source: "IAlternativeName interface".
public final class AlternativeName {
    private var state = InitializedOnce<GeneralName>("The name")

    /// An object without a name: call one of the initialize members.
    public init() {}

    /// The object for a plain name.
    public convenience init(_ value: GeneralName) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(value)
    }

    // MARK: Initialization, once

    /// Takes a mail address, DNS name, URL, object identifier or user principal name. Source: "IAlternativeName::InitializeFromString".
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 for another type, an empty name, or text that the type cannot hold;
    ///   0x80091003 when an identifier is none.
    public func initializeFromString(_ type: AlternativeNameType, value: String) throws {
        try state.initialize(try Self.name(type, value))
    }

    /// Takes the DER of a distinguished name, the 4 or 16 octets of an IP address, or the 16 octets of a GUID. Source:
    /// "IAlternativeName::InitializeFromRawData".
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 for another type or a wrong number of octets; 0x8009310B for an unreadable
    ///   distinguished name.
    public func initializeFromRawData(_ type: AlternativeNameType, encoding: EncodingType, rawData: [UInt8]) throws {
        try state.initialize(try Self.name(type, octets: try encoding.decode(rawData)))
    }

    /// Takes a name of a form that its identifier says. Source: "IAlternativeName::InitializeFromOtherName".
    /// - Parameter toBeWrapped: whether the data goes into an OCTET STRING; otherwise it is DER itself.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8009310B when the data is neither wrapped nor DER.
    public func initializeFromOtherName(_ objectId: ObjectId, encoding: EncodingType, rawData: [UInt8], toBeWrapped: Bool) throws {
        try state.initialize(try Self.otherName(try objectId.oid, try encoding.decode(rawData), toBeWrapped))
    }

    // MARK: The name

    /// The type. Source: "IAlternativeName::get_Type".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var type: AlternativeNameType {
        get throws {
            let name = try state.value(for: "type")
            return switch name {
            case .otherName:
                name.userPrincipalName != nil ? .userPrincipleName : name.directoryObjectGUID != nil ? .guid : .otherName
            case .rfc822Name: .rfc822Name
            case .dnsName: .dnsName
            case .x400Address: .x400Address
            case .directoryName: .directoryName
            case .ediPartyName: .ediPartyName
            case .uri: .url
            case .ipAddress: .ipAddress
            case .registeredID: .registeredID
            }
        }
    }

    /// The text of a mail address, DNS name, URL, object identifier or user principal name. Source: "IAlternativeName::get_StrValue".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80070057 for another type.
    public var strValue: String {
        get throws {
            let name = try state.value(for: "strValue")
            switch name {
            case .rfc822Name(let text), .dnsName(let text), .uri(let text): return text
            case .registeredID(let oid): return oid.dotted
            default:
                if let text = name.userPrincipalName { return text }
                throw CAError.badArgument("A name of type \(try type) has no text. Read its rawData.")
            }
        }
    }

    /// The identifier of the form of another name, GUID or user principal name. Source: "IAlternativeName::get_ObjectId".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80070057 for another type.
    public var objectId: ObjectId {
        get throws {
            guard case .otherName(let oid, _) = try state.value(for: "objectId") else {
                throw CAError.badArgument("A name of type \(try type) has no object identifier of its form.")
            }
            return ObjectId(oid)
        }
    }

    /// The DER of another name, user principal name or distinguished name, or the octets of an IP address or GUID. Source:
    /// "IAlternativeName::get_RawData".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80070057 for another type.
    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        let name = try state.value(for: "rawData")
        switch name {
        case .otherName(_, let value): return try encoding.encode(name.directoryObjectGUID ?? value)
        case .directoryName(let name): return try encoding.encode(name.derEncoded)
        case .ipAddress(let octets): return try encoding.encode(octets)
        default: throw CAError.badArgument("A name of type \(try type) has no octets. Read its strValue.")
        }
    }

    /// The plain name.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: GeneralName { get throws { try state.value(for: "value") } }

    // MARK: Kinds of names

    private static func name(_ type: AlternativeNameType, _ text: String) throws -> GeneralName {
        guard !text.isEmpty else { throw CAError.badArgument("A name cannot be empty.") }
        switch type {
        case .rfc822Name: return .rfc822Name(try ascii(text, InternationalDomainName.asciiAddress(text), "A mail address"))
        case .dnsName: return .dnsName(try ascii(text, InternationalDomainName.ascii(text), "A DNS name"))
        case .url: return .uri(try ascii(text, nil, "A URL"))
        case .registeredID:
            let id = ObjectId()
            try id.initializeFromValue(text)
            return .registeredID(try id.oid)
        case .userPrincipleName: return .userPrincipalName(text)
        default: throw wrong(type, "initializeFromString")
        }
    }

    private static func ascii(_ text: String, _ converted: String?, _ what: String) throws -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        guard let converted else {
            throw CAError.badArgument("\(what) is ASCII. Write the domain as xn-- labels, and other characters of a URL as %XX.")
        }
        return converted
    }

    private static func name(_ type: AlternativeNameType, octets: [UInt8]) throws -> GeneralName {
        switch type {
        case .directoryName:
            do {
                return .directoryName(try DistinguishedName(derEncoded: octets))
            } catch {
                throw CAError.unreadable("The distinguished name", error)
            }
        case .ipAddress:
            guard octets.count == 4 || octets.count == 16 else {
                throw CAError.badArgument("An IP address has 4 or 16 octets, this has \(octets.count).")
            }
            return .ipAddress(octets)
        case .guid:
            guard octets.count == 16 else { throw CAError.badArgument("A GUID has 16 octets, this has \(octets.count).") }
            return .directoryObjectGUID(octets)
        default: throw wrong(type, "initializeFromRawData")
        }
    }

    private static func otherName(_ form: OID, _ data: [UInt8], _ wraps: Bool) throws -> GeneralName {
        let value = wraps ? DERWriter.encode(capacity: data.count + 4) { $0.writeOctetString(data) } : data
        if let fault = CertificateExtension(form, value: value).syntaxFault { throw CAError.unreadable("The data of the name", fault) }
        return .otherName(type: form, value: value)
    }

    private static func wrong(_ type: AlternativeNameType, _ member: String) -> CAError {
        .badArgument(
            "\(member) does not take names of type \(type). Texts are types 2, 3, 7, 9 and 11; octets 5, 8 and 10; others use initializeFromOtherName."
        )
    }
}
