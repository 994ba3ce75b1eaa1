// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Parts of revocation lists beyond RFC 5280 §5.2 and §5.3, which are in ``Extensions``.
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

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (holdInstructionCode, "holdInstructionCode"),
            (expiredCertificatesOnCRL, "expiredCertsOnCRL"),
            (holdInstructionNone, "holdInstructionNone"),
            (holdInstructionCallIssuer, "holdInstructionCallIssuer"),
            (holdInstructionReject, "holdInstructionReject"),
        ]
    }
}
