package import PKIDirectory
package import PKIFormats

/// A value that a field of a template may have.
package protocol TemplateFieldValue: Codable, Sendable {
    /// The value as other programs read and write it: a text, a number, a Boolean, or an array.
    associatedtype Plain: Codable, Hashable, Sendable

    var plain: Plain { get }
    init(plain: Plain) throws(PlainValueError)
    /// Whether nothing is written.
    var isAbsent: Bool { get }
    /// The value as people read it.
    var shown: String { get }
}

/// A plain value that the field cannot have: the wrong part, and the rest of a sentence that begins with the name of the field.
package struct PlainValueError: Error, Hashable, Sendable {
    package let value: String
    package let predicate: String
}

extension TemplateFieldValue {
    package var isAbsent: Bool { false }
    package var shown: String { "\(plain)" }
}

// MARK: Values that are plain already

extension TemplateFieldValue where Plain == Self {
    package var plain: Self { self }
    package init(plain: Self) { self = plain }
}

extension String: TemplateFieldValue { package typealias Plain = String }
extension Int: TemplateFieldValue { package typealias Plain = Int }
extension Bool: TemplateFieldValue { package typealias Plain = Bool }

// MARK: Flags, as their documented numbers

extension TemplateFieldValue where Self: OptionSet, Plain == RawValue {
    package var plain: RawValue { rawValue }
    package init(plain: RawValue) { self.init(rawValue: plain) }
}

extension GeneralFlags: TemplateFieldValue { package typealias Plain = UInt32 }
extension CertificateNameFlags: TemplateFieldValue { package typealias Plain = UInt32 }
extension EnrollmentFlags: TemplateFieldValue { package typealias Plain = UInt32 }
extension PrivateKeyFlags: TemplateFieldValue { package typealias Plain = UInt32 }
extension KeyUsage: TemplateFieldValue { package typealias Plain = UInt16 }

extension TemplateFieldValue where Self: NamedFlags, Plain == RawValue {
    package var shown: String { names.joined(separator: ", ") }
}

extension KeyUsage {
    package var shown: String { names.joined(separator: ", ") }
}

// MARK: Values with a text

extension OID: TemplateFieldValue {
    package var plain: String { dotted }
    package var shown: String { nameOrDotted }

    package init(plain: String) throws(PlainValueError) {
        guard let oid = OID(dotted: plain) else { throw PlainValueError(value: plain, predicate: "is not an object identifier") }
        self = oid
    }
}

extension NamedCurve: TemplateFieldValue {
    package var plain: String { rawValue }

    package init(plain: String) throws(PlainValueError) {
        guard let curve = NamedCurve(rawValue: plain) else {
            throw PlainValueError(
                value: plain,
                predicate: "holds none of \(NamedCurve.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = curve
    }
}

extension LintProfile: TemplateFieldValue {
    package var plain: String { rawValue }

    package init(plain: String) throws(PlainValueError) {
        guard let profile = LintProfile(rawValue: plain) else {
            throw PlainValueError(
                value: plain,
                predicate: "holds none of \(LintProfile.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = profile
    }
}

// MARK: Several values, and none

extension Array: TemplateFieldValue where Element: TemplateFieldValue {
    package var plain: [Element.Plain] { map(\.plain) }
    package var shown: String { map(\.shown).joined(separator: ", ") }

    package init(plain: [Element.Plain]) throws(PlainValueError) {
        self = []
        for element in plain { append(try Element(plain: element)) }
    }
}

extension Optional: TemplateFieldValue where Wrapped: TemplateFieldValue {
    package var plain: Wrapped.Plain? { self?.plain }
    package var isAbsent: Bool { self == nil }
    package var shown: String { self?.shown ?? "" }

    package init(plain: Wrapped.Plain?) throws(PlainValueError) {
        self = nil
        if let plain { self = try Wrapped(plain: plain) }
    }
}

extension AccessControlList: TemplateFieldValue {
    package struct PlainEntry: Codable, Hashable, Sendable {
        /// A SID.
        package let trustee: String
        /// Bits of `AccessRights`.
        package let rights: UInt32
        package let deny: Bool
    }

    package var shown: String {
        entries.map { "\($0.isDeny ? "deny" : "allow") \($0.rights.names.joined(separator: ", ")) to \($0.trustee.text)" }
            .joined(separator: "; ")
    }

    package var plain: [PlainEntry] {
        entries.map { PlainEntry(trustee: $0.trustee.text, rights: $0.rights.rawValue, deny: $0.isDeny) }
    }

    package init(plain: [PlainEntry]) throws(PlainValueError) {
        self.init()
        for entry in plain {
            guard let trustee = SecurityIdentifier(entry.trustee) else {
                throw PlainValueError(value: entry.trustee, predicate: "has a trustee that is not a SID")
            }
            entries.append(Entry(trustee: trustee, rights: AccessRights(rawValue: entry.rights), isDeny: entry.deny))
        }
    }
}
