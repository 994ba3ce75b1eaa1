import CAInterface

/// Why the attestation of a key does not count, with the documented status of each fault.
///
/// Source: winerror.h, 0x80094017 and 0x80094817–0x8009481B; which of them a fault gets where no page says so is our choice.
struct AttestationRefusal: Error, Sendable, Hashable {
    let denial: Denial

    static func corrupt(_ text: String) -> AttestationRefusal {
        refusal(.certsrvCorruptKeyAttestation, "attestation", "unreadable", text, "Have the client make the request again.")
    }

    /// One text for whatever did not decrypt, so that nobody learns more from it.
    static let unopened = refusal(
        .certsrvCorruptKeyAttestation,
        "attestation",
        "not decrypted",
        "The key of the security module is not encrypted to an exchange certificate of this authority, or was changed.",
        "Ask the authority for CAXCHGCERT, and have the client make the request again."
    )

    static func otherPlatform(_ number: UInt32) -> AttestationRefusal {
        refusal(
            .certsrvKeyAttestationNotSupported,
            "platform",
            "\(number)",
            "The attestation is of platform \(number); this authority judges those of a TPM 2.0 (2).",
            "Use a machine with a TPM 2.0."
        )
    }

    static func binding(_ value: String, _ text: String) -> AttestationRefusal {
        refusal(.certsrvInvalidIDBinding, "idBinding", value, text, "Have the client make its identity key in the security module again.")
    }

    static func statement(_ value: String, _ text: String) -> AttestationRefusal {
        refusal(
            .certsrvInvalidAttestation,
            "keyAttestation",
            value,
            text,
            "Make the key in the security module, not exportable, and the request with that key."
        )
    }

    static func endorsement(_ value: String, _ text: String) -> AttestationRefusal {
        refusal(
            .certsrvInvalidEK,
            "endorsementKey",
            value,
            text,
            "Ask an administrator to add the key, or the issuer of its certificate, to the settings of the authority."
        )
    }

    private static func refusal(_ status: HRESULT, _ field: String, _ value: String, _ text: String, _ remedy: String)
        -> AttestationRefusal
    {
        AttestationRefusal(denial: Denial(status, rule: "KeyIsAttested", field: field, value: value, text: text, remedy: remedy))
    }
}
