import CAInterface

/// What the documented enumerator of columns says beside name and type. Source: MS-CSRA product note 4, and a CA's own schema listing.
extension ViewColumn {
    /// The most bytes of a value.
    var maxLength: Int {
        switch type {
        case .long: 4
        case .date: 8
        case .binary, .string: Self.lengths[name] ?? Self.lengths[bareName] ?? 8192
        }
    }

    /// The English label.
    var displayName: String {
        let isRequestHalf = name.hasPrefix("Request.")
        if let label = Self.nameLabels[bareName] { return (isRequestHalf ? "Request " : "Issued ") + label }
        return Self.labels[name] ?? Self.spaced(bareName)
    }

    private var bareName: String { name.hasPrefix("Request.") ? String(name.dropFirst(8)) : name }

    private static func spaced(_ name: String) -> String {
        var label = ""
        var before: Character = "A"
        for letter in name {
            if letter.isUppercase, before.isLowercase { label += " " }
            label.append(letter)
            before = letter
        }
        return label
    }

    private static let lengths: [String: Int] = [
        "RawRequest": 65_536, "RawArchivedKey": 65_536, "RawOldCertificate": 16_384, "RequestAttributes": 32_768, "RequesterName": 2048,
        "CallerName": 2048, "RawName": 4096, "RawPrecertificate": 16_384, "LinterCertificate": 16_384, "RawCertificate": 16_384,
        "CertificateHash": 128, "CertificateTemplate": 254, "SerialNumber": 128, "SubjectKeyIdentifier": 128, "RawPublicKey": 4096,
        "PublicKeyAlgorithm": 254, "RawPublicKeyAlgorithmParameters": 4096, "UPN": 2048, "AttestationChallenge": 4096,
        "EndorsementKeyHash": 144, "EndorsementCertificateHash": 144, "AttributeName": 254, "ExtensionName": 254,
        "ExtensionRawValue": 4096, "CRLRawCRL": 536_870_912,
    ]

    /// Of both halves, behind "Request" and "Issued".
    private static let nameLabels: [String: String] = [
        "Country": "Country/Region", "Organization": "Organization", "OrgUnit": "Organization Unit", "CommonName": "Common Name",
        "Locality": "City", "State": "State", "Title": "Title", "GivenName": "First Name", "Initials": "Initials",
        "SurName": "Last Name", "DomainComponent": "Domain Component", "EMail": "Email Address", "StreetAddress": "Street Address",
        "UnstructuredName": "Unstructured Name", "UnstructuredAddress": "Unstructured Address",
        "DeviceSerialNumber": "Device Serial Number", "DistinguishedName": "Distinguished Name", "RawName": "Binary Name",
        "RequestID": "Request ID",
    ]

    private static let labels: [String: String] = [
        "Request.RawRequest": "Binary Request", "Request.RawArchivedKey": "Archived Key",
        "Request.KeyRecoveryHashes": "Key Recovery Agent Hashes", "Request.RawOldCertificate": "Old Certificate",
        "Request.StatusCode": "Request Status Code", "Request.Disposition": "Request Disposition",
        "Request.DispositionMessage": "Request Disposition Message", "Request.SubmittedWhen": "Request Submission Date",
        "Request.ResolvedWhen": "Request Resolution Date", "Request.RevokedWhen": "Revocation Date",
        "Request.RevokedEffectiveWhen": "Effective Revocation Date", "Request.RevokedReason": "Revocation Reason",
        "RawCertificate": "Binary Certificate", "CertificateTemplate": "Certificate Template",
        "EnrollmentFlags": "Template Enrollment Flags", "GeneralFlags": "Template General Flags",
        "PrivatekeyFlags": "Template Private Key Flags", "IssuerNameID": "Issuer Name ID", "NotBefore": "Certificate Effective Date",
        "NotAfter": "Certificate Expiration Date", "SubjectKeyIdentifier": "Issued Subject Key Identifier",
        "RawPublicKey": "Binary Public Key", "UPN": "User Principal Name",
    ]
}
