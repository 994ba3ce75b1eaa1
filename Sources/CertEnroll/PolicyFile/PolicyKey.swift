/// The keys of [NewRequest] that a software key and a PKCS #10 request do not use, each once, with its treatment. Source: "certreq" command
/// reference. If a key that changes the certificate or the place of its key were ignored, the result would differ from the file.
enum PolicyKey {
    /// Changes nothing in the request or in who can use the key; it is named in the output and ignored.
    static let withoutEffect: Set = [
        // Windows' own kinds of providers and key handles.
        "keyspec", "keyusageproperty", "providertype", "silent", "usekeyset",
        // Keys of the store always belong only to their account, even if a descriptor grants them to others.
        "securitydescriptor",
        // Windows reads these only with RequestType = Cert.
        "validityperiod", "validityperiodunits", "notbefore", "notafter",
    ]

    /// Accepted when switched off, and not built when on.
    static let offOnly: Set = [
        "privatekeyarchive", "useexistingkeyset", "userprotected", "keyprotection", "smime", "encipheronly", "alternatesignaturealgorithm",
        "exportableencrypted",
    ]

    /// Not built, with any value.
    static let notBuilt: Set = [
        "keycontainer", "renewalcert", "requestername", "readername", "contextflags", "encryptionalgorithm", "encryptionlength",
        "subjectnameflags",
    ]

    /// Providers of software keys, which are the kind of key here. A card or a TPM would keep the key elsewhere.
    static let softwareProviders: Set = [
        "microsoft software key storage provider", "microsoft enhanced cryptographic provider v1.0",
        "microsoft base cryptographic provider v1.0", "microsoft strong cryptographic provider",
        "microsoft enhanced rsa and aes cryptographic provider",
        "microsoft enhanced rsa and aes cryptographic provider (prototype)", "microsoft rsa schannel cryptographic provider",
        "microsoft dh schannel cryptographic provider",
    ]

    /// Sections that put an extension into the request.
    static let sectionsNotBuilt: Set = [
        "policystatementextension", "applicationpolicystatementextension", "basicconstraintsextension", "nameconstraintsextension",
        "policymappingsextension", "policyconstraintsextension", "applicationpolicymappingsextension",
        "applicationpolicyconstraintsextension",
        "crosscertificatedistributionpointsextension", "crldistributionpoint", "authorityinformationaccess",
    ]
}
