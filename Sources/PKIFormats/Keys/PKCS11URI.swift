/// RFC 7512 §2: the place of a token, or of a key on it.
///
///     pkcs11:token=chancery;object=issuing-0?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/chancery/pin
///
/// The path says which token and which object are meant: every attribute that is present must match. The query says how the module is found
/// and where the PIN is kept. A PIN itself (`pin-value`) is refused, because such texts are shown and logged.
public struct PKCS11URI: Hashable, Sendable, CustomStringConvertible {
    /// The class of an object (§2.3, `type`).
    public enum ObjectType: String, Hashable, Sendable {
        case `public`, `private`, `cert`, secretKey = "secret-key", data
    }

    /// The token's label.
    public var token: String?
    /// The maker of the token.
    public var manufacturer: String?
    /// The token's serial number.
    public var serial: String?
    /// The token's model.
    public var model: String?
    /// The number of the slot. Modules may give another one after each start, so the label or serial number is better.
    public var slotID: UInt?
    /// The object's label (CKA_LABEL).
    public var object: String?
    /// The object's identifier (CKA_ID).
    public var id: [UInt8]?
    /// The object's class.
    public var type: ObjectType?
    /// The path of the module's library.
    public var modulePath: String?
    /// The name of the module's library without the prefix `lib` and the suffix of its kind of file.
    public var moduleName: String?
    /// Where the PIN is kept: the path of a file, also after `file:`.
    public var pinSource: String?

    /// A URI that names nothing yet.
    public init() {}

    /// Reads a URI.
    public init(_ text: String) throws(PKCS11URIError) {
        guard text.utf8.count <= 4_096 else { throw PKCS11URIError("is longer than 4096 octets") }
        guard text.lowercased().hasPrefix("pkcs11:") else { throw PKCS11URIError("does not begin with pkcs11:") }
        let parts = text.dropFirst("pkcs11:".count).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var seen: Set<Substring> = []
        for attribute in (parts.first ?? "").split(separator: ";", omittingEmptySubsequences: true) {
            let (name, value) = try Self.pair(attribute, &seen)
            try takePath(name, value)
        }
        guard parts.count == 2 else { return }
        for attribute in parts[1].split(separator: "&", omittingEmptySubsequences: true) {
            let (name, value) = try Self.pair(attribute, &seen)
            try takeQuery(name, value)
        }
    }

    private static func pair(_ attribute: Substring, _ seen: inout Set<Substring>) throws(PKCS11URIError) -> (Substring, Substring) {
        guard let equals = attribute.firstIndex(of: "=") else { throw PKCS11URIError("has an attribute without “=”") }
        let name = attribute[..<equals]
        guard seen.insert(name).inserted else { throw PKCS11URIError("has the attribute \(name) twice") }
        return (name, attribute[attribute.index(after: equals)...])
    }

    private mutating func takePath(_ name: Substring, _ value: Substring) throws(PKCS11URIError) {
        switch name {
        case "token": token = try Self.text(name, value)
        case "manufacturer": manufacturer = try Self.text(name, value)
        case "serial": serial = try Self.text(name, value)
        case "model": model = try Self.text(name, value)
        case "object": object = try Self.text(name, value)
        case "id": id = try Self.octets(value)
        case "slot-id":
            guard let number = UInt(value) else { throw PKCS11URIError("has a slot-id that is no number") }
            slotID = number
        case "type":
            guard let type = ObjectType(rawValue: String(value)) else { throw PKCS11URIError("has an unknown type of object") }
            self.type = type
        default:
            throw PKCS11URIError(
                "has the attribute \(Self.shown(name)), which is not known here: it may mean another key than the rest does"
            )
        }
    }

    private mutating func takeQuery(_ name: Substring, _ value: Substring) throws(PKCS11URIError) {
        switch name {
        case "module-path": modulePath = try Self.path(name, value)
        case "module-name":
            let text = try Self.text(name, value)
            guard !text.contains("/"), !text.hasPrefix(".") else {
                throw PKCS11URIError("has a module-name that is a path; write module-path")
            }
            moduleName = text
        case "pin-source":
            let text = try Self.text(name, value)
            if text.hasPrefix("|") { throw PKCS11URIError("has a pin-source that is a program; give a file, as no program is run") }
            let file = text.hasPrefix("file:") ? String(text.dropFirst("file:".count)) : text
            pinSource = file.hasPrefix("///") ? String(file.dropFirst(2)) : file
            guard pinSource?.hasPrefix("/") == true else {
                throw PKCS11URIError("has a pin-source that is not the absolute path of a file")
            }
        case "pin-value":
            throw PKCS11URIError("holds a PIN, and such texts are shown and logged; put the PIN into a file and name that as pin-source")
        default: throw PKCS11URIError("has the query attribute \(Self.shown(name)), which is not known here")
        }
    }

    private static func shown(_ name: Substring) -> String {
        String(name.prefix(40).unicodeScalars.filter { !ControlText.isControl($0) }.map(Character.init))
    }

    private static func text(_ name: Substring, _ value: Substring) throws(PKCS11URIError) -> String {
        guard let text = PercentEncoding.decode(value), !text.isEmpty, !text.unicodeScalars.contains(where: ControlText.isControl) else {
            throw PKCS11URIError("has an attribute \(name) that is empty, badly encoded or has a control character")
        }
        return text
    }

    private static func path(_ name: Substring, _ value: Substring) throws(PKCS11URIError) -> String {
        let path = try text(name, value)
        guard path.hasPrefix("/") else { throw PKCS11URIError("has a \(name) that is not an absolute path") }
        return path
    }

    private static func octets(_ value: Substring) throws(PKCS11URIError) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = value.utf8.makeIterator()
        while let octet = rest.next() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard let high = rest.next(), let low = rest.next(), let decoded = PercentEncoding.octet(high, low) else {
                throw PKCS11URIError("has an id that is badly encoded")
            }
            octets.append(decoded)
        }
        guard !octets.isEmpty else { throw PKCS11URIError("has an empty id") }
        return octets
    }

    /// The canonical text, which ``init(_:)`` reads back.
    public var description: String {
        var path: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value { path.append(name + "=" + PercentEncoding.encode(value)) }
        }
        add("token", token)
        add("manufacturer", manufacturer)
        add("serial", serial)
        add("model", model)
        if let slotID { path.append("slot-id=\(slotID)") }
        add("object", object)
        if let id { path.append("id=" + id.map { "%" + Hex.encode([$0]).uppercased() }.joined()) }
        if let type { path.append("type=" + type.rawValue) }
        var query: [String] = []
        if let modulePath { query.append("module-path=" + PercentEncoding.encode(path: modulePath)) }
        if let moduleName { query.append("module-name=" + PercentEncoding.encode(moduleName)) }
        if let pinSource { query.append("pin-source=file:" + PercentEncoding.encode(path: pinSource)) }
        return "pkcs11:" + path.joined(separator: ";") + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// The same without the query: which token and object are meant, wherever the module and the PIN are.
    public var withoutQuery: PKCS11URI {
        var uri = self
        (uri.modulePath, uri.moduleName, uri.pinSource) = (nil, nil, nil)
        return uri
    }

    /// The token alone: without object and query.
    public var ofToken: PKCS11URI {
        var uri = withoutQuery
        (uri.object, uri.id, uri.type) = (nil, nil, nil)
        return uri
    }

    /// Whether the token is named at all.
    public var namesToken: Bool { token != nil || serial != nil || slotID != nil || model != nil || manufacturer != nil }

    /// Whether an object on the token is named.
    public var namesObject: Bool { object != nil || id != nil }

    /// Whether everything that this URI says about the token is also said by `other`.
    public func describesToken(of other: PKCS11URI) -> Bool {
        func agrees<Value: Equatable>(_ mine: Value?, _ theirs: Value?) -> Bool { mine == nil || mine == theirs }
        return agrees(token, other.token) && agrees(serial, other.serial) && agrees(manufacturer, other.manufacturer)
            && agrees(model, other.model) && agrees(slotID, other.slotID)
    }
}

/// Why a text is not a URI of RFC 7512.
public struct PKCS11URIError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A phrase that follows the name of the text, as in “--key-uri names no token”. It never has a PIN.
    public let reason: String

    init(_ reason: String) { self.reason = reason }

    /// The reason.
    public var description: String { reason }
}

extension PKCS11URI: Codable {
    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do { try self.init(text) } catch {
            throw DecodingError.dataCorrupted(DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
