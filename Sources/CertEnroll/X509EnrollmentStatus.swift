public import CAInterface

/// The state of an enrollment. Source: "IX509EnrollmentStatus interface".
public struct X509EnrollmentStatus: Sendable, Hashable {
    /// `EnrollmentEnrollStatus`: values are the documented ones.
    public struct EnrollStatus: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

        /// `Enrolled` 1: issued and installed.
        public static let enrolled = Self(rawValue: 1)
        /// `EnrollPended` 2: the CA decides later, or the request was made to be handed over.
        public static let enrollPended = Self(rawValue: 2)
        /// `EnrollUIDeferredEnrollmentRequired` 4. Never used: there is no user interface.
        public static let enrollUIDeferredEnrollmentRequired = Self(rawValue: 4)
        /// `EnrollError` 16.
        public static let enrollError = Self(rawValue: 16)
        /// `EnrollUnknown` 32: nothing was tried.
        public static let enrollUnknown = Self(rawValue: 32)
        /// `EnrollSkipped` 64. Never used: one CA is asked, not several.
        public static let enrollSkipped = Self(rawValue: 64)
        /// `EnrollDenied` 256.
        public static let enrollDenied = Self(rawValue: 256)
    }

    public var status: EnrollStatus
    /// The reason, when denied or failed.
    public var error: HRESULT
    /// The text of the error.
    public var errorText: String
    /// The CA's words.
    public var text: String
    /// The rule that refused, if the CA named it. Not a documented member.
    public var reason: DenialReason?

    /// The state before anything was tried.
    public static let unknown = X509EnrollmentStatus(status: .enrollUnknown, error: .ok, errorText: "", text: "")
}
