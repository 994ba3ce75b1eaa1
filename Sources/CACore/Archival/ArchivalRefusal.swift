import CAInterface

/// Why a key that was sent to be archived is not taken, with the documented status of each fault.
///
/// Source: winerror.h, 0x8009400A–0x8009400C, 0x80094804, 0x80094810; which of them a fault gets where no page says so is our choice.
struct ArchivalRefusal: Error, Sendable, Hashable {
    let denial: Denial

    static func bad(_ field: String, _ value: String, _ text: String) -> ArchivalRefusal {
        refusal(
            .certsrvBadRequestKeyArchival,
            field,
            value,
            text,
            "Ask the authority for CAXCHGCERT, and have the client make the request again."
        )
    }

    /// One text for whatever did not decrypt, so that nobody learns more from it.
    static let unopened = bad(
        "archivedKey",
        "not decrypted",
        "The key to be archived is not encrypted to an exchange certificate of this authority, or was changed."
    )

    static let otherKey = bad(
        "archivedKey",
        "another key",
        "The key to be archived is not the private half of the key that the request wants certified."
    )

    static let notConfigured = refusal(
        .certsrvKeyArchivalNotConfigured,
        "recoveryAgents",
        "none",
        "The authority has no key recovery agents, so that it archives no keys.",
        "Ask an administrator to name some: chancery authority recovery-agent add FILE."
    )

    static func tooFewAgents(_ usable: Int, of needed: Int) -> ArchivalRefusal {
        refusal(
            .certsrvNoValidKRA,
            "recoveryAgents",
            "\(usable) of \(needed)",
            "A key is sealed to \(needed) key recovery agents, and \(usable) of those that are named can be used now.",
            "Ask an administrator to renew their certificates, or to name others: chancery authority recovery-agent list."
        )
    }

    static let unexpected = refusal(
        .certsrvArchivedKeyUnexpected,
        "archivedKey",
        "present",
        "The request brings a private key to be archived, and its template does not ask for one.",
        "Send the request without the private key."
    )

    static func required(_ template: String) -> ArchivalRefusal {
        refusal(
            .certsrvArchivedKeyRequired,
            "archivedKey",
            "absent",
            "The template \(template) has private keys archived, and the request brings none.",
            "Send a CMC request with the private key, encrypted to the authority's exchange certificate (CAXCHGCERT)."
        )
    }

    private static func refusal(_ status: HRESULT, _ field: String, _ value: String, _ text: String, _ remedy: String) -> ArchivalRefusal {
        ArchivalRefusal(denial: Denial(status, rule: "KeyIsArchived", field: field, value: value, text: text, remedy: remedy))
    }
}
