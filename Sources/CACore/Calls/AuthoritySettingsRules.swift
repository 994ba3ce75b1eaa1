import CAInterface
import PKIDirectory
import PKIFormats

/// The limits of settings.
enum AuthoritySettingsRules {
    /// At least a minute, because a list must not be signed more often than it can be fetched; at most a year, because no root's list
    /// should be valid longer.
    static let period = 60...366 * 86_400
    /// The longest validity: two periods of a year, so that a missed one causes no outage.
    static let longestValidity = 2 * 366 * 86_400
    static let unissuedPerHour = 1...1_000_000
    /// One timestamp has about 120 octets. More than this would not fit the stored certificate beside names and key.
    static let largestTimestampList = 64...8_192

    /// The lists are part of the authority's document, which is read whole.
    static let (mostEndorsementIssuers, mostEndorsementKeys) = (64, 4_096)

    /// Each key is sealed to all agents that are used, so that many would make every row long.
    static let mostRecoveryAgents = 16
    /// One officer alone only as a single operator.
    static let recoveryOfficers = 2...16

    /// The settings, with address, certificates and keys in their stored form.
    /// - Throws: `CAError.malformed` that names the field.
    static func checked(_ settings: AuthoritySettings) throws(CAError) -> AuthoritySettings {
        guard period.contains(settings.crlPeriodSeconds) else {
            throw refusal(
                "crlPeriodSeconds",
                "\(settings.crlPeriodSeconds)",
                "a period has \(period.lowerBound) to \(period.upperBound) seconds"
            )
        }
        guard settings.crlValiditySeconds >= settings.crlPeriodSeconds, settings.crlValiditySeconds <= longestValidity else {
            throw refusal(
                "crlValiditySeconds",
                "\(settings.crlValiditySeconds)",
                "a list is valid for at least its period (\(settings.crlPeriodSeconds) seconds) and at most \(longestValidity) seconds"
            )
        }
        guard unissuedPerHour.contains(settings.unissuedPerHour) else {
            throw refusal(
                "unissuedPerHour",
                "\(settings.unissuedPerHour)",
                "an account may make \(unissuedPerHour.lowerBound) to \(unissuedPerHour.upperBound) unissued requests an hour"
            )
        }
        for (policy, group) in settings.linkedPolicies.sorted(by: { $0.key < $1.key }) {
            guard OID(dotted: policy) != nil, SecurityIdentifier(group) != nil else {
                throw refusal("linkedPolicies", "\(policy)=\(group)", "a linked policy is a dotted OID, and its group a SID")
            }
        }
        guard largestTimestampList.contains(settings.largestTimestampList) else {
            throw refusal(
                "largestTimestampList",
                "\(settings.largestTimestampList)",
                "a list of timestamps has \(largestTimestampList.lowerBound) to \(largestTimestampList.upperBound) octets"
            )
        }
        try check(settings.ocsp)
        guard let address = PublicLocation.normalized(settings.publicAddress) else {
            throw refusal(
                "publicAddress",
                settings.publicAddress,
                "relying parties fetch lists without TLS: give an http:// URL with a host, such as http://pki.example.com"
            )
        }
        var checked = settings
        checked.publicAddress = address
        checked.endorsementIssuers = try issuers(settings.endorsementIssuers)
        checked.endorsementKeys = try keys(settings.endorsementKeys)
        checked.recoveryAgents = try agents(settings.recoveryAgents)
        guard (1...mostRecoveryAgents).contains(settings.recoveryAgentsUsed) else {
            throw refusal(
                "recoveryAgentsUsed",
                "\(settings.recoveryAgentsUsed)",
                "a key is sealed to 1 to \(mostRecoveryAgents) key recovery agents"
            )
        }
        guard recoveryOfficers.contains(settings.recoveryOfficers) else {
            throw refusal(
                "recoveryOfficers",
                "\(settings.recoveryOfficers)",
                "\(recoveryOfficers.lowerBound) to \(recoveryOfficers.upperBound) officers agree; one alone is a single operator"
            )
        }
        return checked
    }

    /// An answer lasts long enough to be fetched, and not longer than a list would; a signer lasts longer than two answers, so that it can be renewed in time.
    private static func check(_ settings: OCSPSettings) throws(CAError) {
        guard (300...10 * 86_400).contains(settings.validitySeconds) else {
            throw refusal("ocsp.validitySeconds", "\(settings.validitySeconds)", "an answer is valid for 300 seconds to 10 days")
        }
        let least = max(86_400, 2 * settings.validitySeconds)
        guard (least...366 * 86_400).contains(settings.signerValiditySeconds) else {
            throw refusal(
                "ocsp.signerValiditySeconds",
                "\(settings.signerValiditySeconds)",
                "a signer is valid for \(least) seconds (a day, and twice an answer) to a year"
            )
        }
        guard (0...100 * 366 * 86_400).contains(settings.archiveSeconds) else {
            throw refusal("ocsp.archiveSeconds", "\(settings.archiveSeconds)", "it is 0 or a number of seconds up to 100 years")
        }
    }

    /// The certificates as base64 without line ends, each once.
    private static func issuers(_ texts: [String]) throws(CAError) -> [String] {
        guard texts.count <= mostEndorsementIssuers else {
            throw refusal("endorsementIssuers", "\(texts.count) certificates", "at most \(mostEndorsementIssuers) are kept")
        }
        var checked: [String] = []
        for text in texts {
            guard let certificate = (try? Base64.decode(text)).flatMap({ try? Certificate(derEncoded: $0) }) else {
                throw refusal("endorsementIssuers", text, "it is not the base64 of a certificate")
            }
            guard (try? certificate.value(of: BasicConstraints.self))?.isCA == true else {
                throw refusal("endorsementIssuers", certificate.subject.rfc4514, "it is not the certificate of an authority")
            }
            let encoded = Base64.encode(certificate.derEncoded)
            if !checked.contains(encoded) { checked.append(encoded) }
        }
        return checked
    }

    /// The certificates as base64 without line ends, each once. One that has expired stays until it is replaced.
    private static func agents(_ texts: [String]) throws(CAError) -> [String] {
        guard texts.count <= mostRecoveryAgents else {
            throw refusal("recoveryAgents", "\(texts.count) certificates", "at most \(mostRecoveryAgents) are kept")
        }
        var checked: [String] = []
        for text in texts {
            guard let certificate = (try? Base64.decode(text)).flatMap({ try? Certificate(derEncoded: $0) }) else {
                throw refusal("recoveryAgents", text, "it is not the base64 of a certificate")
            }
            guard RecoveryAgents.isForRecovery(certificate) else {
                throw refusal(
                    "recoveryAgents",
                    certificate.subject.rfc4514,
                    "a key recovery agent has an RSA or EC key for encryption and the purpose 1.3.6.1.4.1.311.21.6"
                )
            }
            let encoded = Base64.encode(certificate.derEncoded)
            if !checked.contains(encoded) { checked.append(encoded) }
        }
        return checked
    }

    /// The hashes in lower case, without blanks and colons, sorted, each once.
    private static func keys(_ texts: [String]) throws(CAError) -> [String] {
        guard texts.count <= mostEndorsementKeys else {
            throw refusal("endorsementKeys", "\(texts.count) keys", "at most \(mostEndorsementKeys) are kept")
        }
        var checked: Set<String> = []
        for text in texts {
            let digits = text.lowercased().filter { $0 != " " && $0 != ":" }
            guard digits.utf8.count == 64, (try? Hex.decode(digits)) != nil else {
                throw refusal("endorsementKeys", text, "a key is given by its SHA-256, 64 hexadecimal digits")
            }
            checked.insert(digits)
        }
        return checked.sorted()
    }

    private static func refusal(_ field: String, _ value: String, _ why: String) -> CAError {
        let shown = String(value.prefix(200))
        return CAError(
            .malformed,
            status: .invalidArgument,
            "\(field) cannot be \"\(ControlText.visible(shown))\": \(why).",
            reason: DenialReason(
                rule: "SettingsAreUsable",
                field: field,
                value: shown,
                remedy: "Give another value; nothing was changed."
            )
        )
    }
}
