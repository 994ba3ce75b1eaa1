/// An enumeration of certenroll.h: a number with documented names. It is open, because later versions of Windows add numbers.
///
/// The types are made from `Tables/enrollment-enumerations.txt`. Each one's `documented` has every member of its page.
public protocol EnrollmentEnumeration: RawRepresentable, Hashable, Sendable, CustomStringConvertible where RawValue: FixedWidthInteger {
    /// Every documented member with its documented name, in the order of the page. Several names may mean one number.
    static var documented: [(name: String, value: Self)] { get }
}

extension EnrollmentEnumeration {
    /// The documented name of exactly this number; the number when it has none.
    public var description: String { Self.documented.first { $0.value.rawValue == rawValue }?.name ?? String(rawValue) }
}
