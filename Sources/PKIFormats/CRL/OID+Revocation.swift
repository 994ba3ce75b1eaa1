extension OID {
    /// What stands in revocation lists beyond RFC 5280 §5.2 and §5.3 (those are in ``Extensions``).
    public enum Revocation {
        /// ``HoldInstruction`` (RFC 3280 §5.3.2; RFC 5280 dropped it), 2.5.29.23.
        public static let holdInstructionCode: OID = "2.5.29.23"
        /// ``ExpiredCertificatesOnCRL`` (X.509 §9.5.2.8), 2.5.29.60.
        public static let expiredCertificatesOnCRL: OID = "2.5.29.60"
        /// id-holdinstruction-none, 1.2.840.10040.2.1.
        public static let holdInstructionNone: OID = "1.2.840.10040.2.1"
        /// id-holdinstruction-callissuer, 1.2.840.10040.2.2.
        public static let holdInstructionCallIssuer: OID = "1.2.840.10040.2.2"
        /// id-holdinstruction-reject, 1.2.840.10040.2.3.
        public static let holdInstructionReject: OID = "1.2.840.10040.2.3"
    }
}
