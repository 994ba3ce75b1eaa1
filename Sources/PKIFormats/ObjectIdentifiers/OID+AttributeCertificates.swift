// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// Attributes and extensions of attribute certificates (RFC 5755 §4.3 and §4.4).
    public enum AttributeCertificates {
        /// ``AuthenticationInformation``, 1.3.6.1.5.5.7.10.1.
        public static let authenticationInformation: OID = "1.3.6.1.5.5.7.10.1"
        /// ``AccessIdentity``, 1.3.6.1.5.5.7.10.2.
        public static let accessIdentity: OID = "1.3.6.1.5.5.7.10.2"
        /// ``ChargingIdentity``, 1.3.6.1.5.5.7.10.3.
        public static let chargingIdentity: OID = "1.3.6.1.5.5.7.10.3"
        /// ``GroupMembership``, 1.3.6.1.5.5.7.10.4.
        public static let group: OID = "1.3.6.1.5.5.7.10.4"
        /// Attributes encrypted for their readers (§7.1). The value is a ``ContentInfo``, 1.3.6.1.5.5.7.10.6.
        public static let encryptedAttributes: OID = "1.3.6.1.5.5.7.10.6"
        /// ``RoleSyntax``, 2.5.4.72.
        public static let role: OID = "2.5.4.72"
        /// ``Clearance``, 2.5.4.55.
        public static let clearance: OID = "2.5.4.55"
        /// The number RFC 3281 gave ``Clearance``, 2.5.1.5.55.
        public static let oldClearance: OID = "2.5.1.5.55"
        /// ``AuditIdentity``, 1.3.6.1.5.5.7.1.4.
        public static let auditIdentity: OID = "1.3.6.1.5.5.7.1.4"
        /// ``AAControls``, 1.3.6.1.5.5.7.1.6.
        public static let aaControls: OID = "1.3.6.1.5.5.7.1.6"
        /// ``ProxyInformation``, 1.3.6.1.5.5.7.1.10.
        public static let proxying: OID = "1.3.6.1.5.5.7.1.10"
        /// ``TargetInformation``, 2.5.29.55.
        public static let targetInformation: OID = "2.5.29.55"
        /// ``NoRevocationAvailable``, 2.5.29.56.
        public static let noRevocationAvailable: OID = "2.5.29.56"

        /// The identifiers above with the names that texts, errors and dumps print.
        static let printedNames: [(OID, String)] = [
            (authenticationInformation, "authenticationInfo"),
            (accessIdentity, "accessIdentity"),
            (chargingIdentity, "chargingIdentity"),
            (group, "group"),
            (encryptedAttributes, "encAttrs"),
            (role, "role"),
            (clearance, "clearance"),
            (oldClearance, "clearance"),
            (auditIdentity, "auditIdentity"),
            (aaControls, "aaControls"),
            (proxying, "acProxying"),
            (targetInformation, "targetInformation"),
            (noRevocationAvailable, "noRevAvail"),
        ]
    }
}
