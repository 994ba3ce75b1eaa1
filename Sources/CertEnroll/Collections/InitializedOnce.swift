import CAInterface
import PKIFormats

/// The value that an object gets from one of its initialize members, once.
///
/// An initialization that fails leaves the object as it was, so the caller may try again.
struct InitializedOnce<Value> {
    private let object: String
    private var stored: Value?

    /// - Parameter object: what is initialized, for the error of a second time.
    init(_ object: String) { self.object = object }

    /// - Throws: `CAError` with 0x800704DF the second time; what `make` throws.
    mutating func initialize(_ make: @autoclosure () throws -> Value) throws {
        guard stored == nil else { throw CAError.alreadyInitialized(object) }
        stored = try make()
    }

    /// - Throws: `CAError` with 0x80040007 before initialization.
    func value(for member: String) throws(CAError) -> Value {
        guard let stored else { throw CAError.blank(member) }
        return stored
    }

    /// Changes a part of an initialized value.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    mutating func change(for member: String, _ body: (inout Value) -> Void) throws(CAError) {
        guard var changed = stored else { throw CAError.blank(member) }
        body(&changed)
        stored = changed
    }

    var isInitialized: Bool { stored != nil }
}

extension CAError {
    /// The DER of a value is not what its type demands.
    static func unreadable(_ what: String, _ error: FormatError) -> CAError {
        CAError(.malformed, status: .asn1BadTag, "\(what) cannot be read: \(error).", cause: error)
    }

    /// An argument is outside of what the member takes.
    static func badArgument(_ message: String) -> CAError { CAError(.malformed, status: .invalidArgument, message) }

    /// A value that the caller reads was never set.
    static func empty(_ message: String) -> CAError { CAError(.wrongState, status: .certsrvPropertyEmpty, message) }
}
