// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Statements of qualified certificates (RFC 3739 §3.2.6, ETSI EN 319 412-5 §4 and annex A).
    public enum QCStatements {
        /// RFC 3739's syntax of version 1, 1.3.6.1.5.5.7.11.1.
        public static let pkixSyntaxV1: OID = "1.3.6.1.5.5.7.11.1"
        /// RFC 3739's syntax of version 2, 1.3.6.1.5.5.7.11.2.
        public static let pkixSyntaxV2: OID = "1.3.6.1.5.5.7.11.2"
        /// 0.4.0.1862.1.1
        public static let compliance: OID = "0.4.0.1862.1.1"
        /// 0.4.0.1862.1.2
        public static let limitValue: OID = "0.4.0.1862.1.2"
        /// 0.4.0.1862.1.3
        public static let retentionPeriod: OID = "0.4.0.1862.1.3"
        /// Secure signature creation device, 0.4.0.1862.1.4.
        public static let secureDevice: OID = "0.4.0.1862.1.4"
        /// 0.4.0.1862.1.5
        public static let disclosureStatements: OID = "0.4.0.1862.1.5"
        /// 0.4.0.1862.1.6
        public static let types: OID = "0.4.0.1862.1.6"
        /// The type for electronic signatures, 0.4.0.1862.1.6.1.
        public static let typeSignature: OID = "0.4.0.1862.1.6.1"
        /// The type for electronic seals, 0.4.0.1862.1.6.2.
        public static let typeSeal: OID = "0.4.0.1862.1.6.2"
        /// The type for websites, 0.4.0.1862.1.6.3.
        public static let typeWebsite: OID = "0.4.0.1862.1.6.3"
        /// 0.4.0.1862.1.7
        public static let legislation: OID = "0.4.0.1862.1.7"
        /// 0.4.0.1862.1.8
        public static let identificationMethods: OID = "0.4.0.1862.1.8"
        /// The legislation of the signature creation device, 0.4.0.1862.1.9.
        public static let deviceLegislation: OID = "0.4.0.1862.1.9"
        /// The roles of a payment service provider, 0.4.0.19495.2.
        public static let paymentServices: OID = "0.4.0.19495.2"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (pkixSyntaxV1, "qcsPKIXSyntaxV1"),
            (pkixSyntaxV2, "qcsPKIXSyntaxV2"),
            (compliance, "qcCompliance"),
            (limitValue, "qcLimitValue"),
            (retentionPeriod, "qcRetentionPeriod"),
            (secureDevice, "qcSSCD"),
            (disclosureStatements, "qcPDS"),
            (types, "qcType"),
            (typeSignature, "qcTypeESign"),
            (typeSeal, "qcTypeESeal"),
            (typeWebsite, "qcTypeWeb"),
            (legislation, "qcCClegislation"),
            (identificationMethods, "qcIdentMethod"),
            (deviceLegislation, "qcQSCDlegislation"),
            (paymentServices, "qcPSD2"),
        ]
    }
}
