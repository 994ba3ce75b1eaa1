import CAInterface
public import CertCli
public import PKIFormats

/// A qualifier of a policy: the address of a practice statement, or a text to show. Source: "IPolicyQualifier interface".
public final class X509PolicyQualifier {
    private var state = InitializedOnce<PolicyQualifier>("The qualifier")

    /// An object without a value: call ``initializeEncode(_:type:)``.
    public init() {}

    /// The object for a plain qualifier.
    public convenience init(_ value: PolicyQualifier) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(value)
    }

    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 for another type than an address or a notice, and for an address that is not
    ///   ASCII.
    public func initializeEncode(_ qualifier: String, type: PolicyQualifierType) throws {
        try state.initialize(try Self.value(qualifier, type))
    }

    /// The identifier of the kind. Source: "IPolicyQualifier::get_ObjectId".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var objectId: ObjectId { get throws { ObjectId(try state.value(for: "objectId").oid) } }

    /// The kind. Source: "IPolicyQualifier::get_Type".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var type: PolicyQualifierType {
        get throws {
            switch try state.value(for: "type") {
            case .practiceStatement: .url
            case .userNotice: .userNotice
            case .other: .unknown
            }
        }
    }

    /// The address, or the text of the notice. Source: "IPolicyQualifier::get_Qualifier".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when the qualifier has no text.
    public var qualifier: String {
        get throws {
            switch try state.value(for: "qualifier") {
            case .practiceStatement(let address): return address
            case .userNotice(let notice):
                if let text = notice.explicitText { return text.string }
            case .other: break
            }
            throw CAError.empty("The qualifier has no text. Read its rawData.")
        }
    }

    /// The DER of the qualifier without its identifier. Source: "IPolicyQualifier::get_RawData".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when the qualifier is its identifier alone.
    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let value = try state.value(for: "rawData").value else { throw CAError.empty("The qualifier is its identifier alone.") }
        return try encoding.encode(value)
    }

    /// The plain qualifier.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: PolicyQualifier { get throws { try state.value(for: "value") } }

    private static func value(_ text: String, _ type: PolicyQualifierType) throws -> PolicyQualifier {
        switch type {
        case .url:
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw CAError.badArgument("The address of a practice statement is ASCII. Write other characters as %XX, and names of hosts as xn--.")
            }
            return .practiceStatement(text)
        case .userNotice: return .userNotice(UserNotice(text))
        default: throw CAError.badArgument("A qualifier of type \(type) cannot be made. Use an address (1) or a user notice (2).")
        }
    }
}
