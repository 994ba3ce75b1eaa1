/// The keys of [NewRequest] that a software key and a PKCS #10 request do not use, each once, with what becomes of it. Source: "certreq" command
/// reference. Passing over a key that changes the certificate or where its key is would make something else than the file asks for.
enum PolicyKey {
    /// Changes nothing in the request or in who can use the key; it is named, and read over.
    static let withoutEffect: Set = [
        // Windows' own kinds of providers and key handles.
        "keyspec", "keyusageproperty", "providertype", "silent", "usekeyset",
        // Keys of the store are always their account's alone, whatever a descriptor grants to others.
        "securitydescriptor",
        // Windows reads these with RequestType = Cert only.
        "validityperiod", "validityperiodunits", "notbefore", "notafter",
    ]

    /// Fine when switched off, and not built when on.
    static let offOnly: Set = [
        "privatekeyarchive", "useexistingkeyset", "userprotected", "keyprotection", "smime", "encipheronly", "alternatesignaturealgorithm",
        "exportableencrypted",
    ]

    /// Not built, whatever the value.
    static let notBuilt: Set = [
        "keycontainer", "renewalcert", "requestername", "readername", "contextflags", "encryptionalgorithm", "encryptionlength",
        "subjectnameflags",
    ]

    /// Providers whose keys are software keys, as those here are. A card's or a TPM's would be somewhere else.
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
