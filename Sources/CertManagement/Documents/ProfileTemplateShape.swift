import PKIDirectory
import PKIFormats
import PortableFoundation

/// The keys of a profile template's document, each once: JSON bodies, YAML files and their documentation follow this table.
package enum ProfileTemplateShape {
    /// The whole document.
    package static let whole = DocumentShape.keys(
        [
            DocumentKey("id", .optional(.text(36)), .null, "The GUID; the server's own for a new profile template."),
            DocumentKey("version", .optional(.number(1...Int(Int32.max))), .null, "The version from which an edit was made."),
            DocumentKey("name", .text(128), nil, "The name that people see; no other profile template has it."),
            DocumentKey("description", .text(1000), "", "What it is for."),
            DocumentKey("isSmartcard", .flag, false, "Its certificates are on smart cards."),
            DocumentKey("isVirtualSmartcard", .flag, false, "The client makes a virtual card."),
            DocumentKey("isRetired", .flag, false, "Nothing new can be started with it."),
            DocumentKey("certificates", .list(certificate), [], "The certificates, in the order of the client's requests."),
            DocumentKey("smartcard", .optional(smartcard), .null, "How its cards are made; absent for a software template."),
            DocumentKey("policies", .table(policy), [:], "The rules of each workflow; without a policy it cannot be started."),
            DocumentKey("access", .list(entry), [], "Who may see it, get its certificates and see its requests."),
        ]
    )

    /// One certificate of the profile.
    package static let certificate = keys(
        of: ProfileTemplate.CertificateEntry(template: "", friendlyName: ""),
        needed: ["template"],
        [
            ("template", .text(64), "The name of the certificate template."),
            ("authority", .optional(.text(256)), "The name of the CA; null is the first one that issues."),
            ("friendlyName", .text(256), "The name that the user sees."),
            ("usesLocalMachineStore", .flag, "The client installs it for the machine."),
            ("isServerGenerated", .flag, "The service makes the key and keeps it sealed, so that it can be recovered."),
        ]
    )

    static let pinOptions: [(word: String, option: UserPINOption)] = [
        ("none", .none), ("userProvided", .userProvided), ("serverDistributed", .serverDistributed), ("randomized", .randomized),
        ("customServerDistributed", .customServerDistributed),
    ]

    /// The smart-card configuration.
    package static let smartcard = keys(
        of: SmartcardConfiguration(),
        [
            ("provider", .word(["MSBaseCSP", "PIV"]), "The way the client speaks to the card."),
            ("adminKeyAlgorithm", .word(AdminKeyAlgorithm.allCases.map(\.rawValue)), "The cipher of the admin key."),
            ("defaultAdminKey", .text(64), "Hexadecimal of the admin key that new cards have."),
            ("diversifiesAdminKey", .flag, "Each card gets an admin key of its own."),
            ("pinOption", .word(pinOptions.map(\.word)), "Who chooses the user PIN."),
            ("minimumPINLength", .number(0...1000), "Characters of the shortest PIN."),
            ("maximumPINLength", .number(0...1000), "Characters of the longest PIN."),
            ("initializesNewCards", .flag, "New cards are initialized before use."),
            ("allowsReuse", .flag, "A retired card may be issued to another user."),
            ("erasesOnOverflow", .flag, "A full card is erased."),
            ("omitsCACertificates", .flag, "The chain is not written to the client."),
            ("certificateLabel", .text(256), "The friendly name of all its certificates; empty leaves each entry's own."),
            ("initializationType", .optional(.text(256)), "The name of a card initialization that the program has."),
            ("initializationData", .optional(.text(4096)), "The text for that initialization."),
            ("maximumCertificates", .optional(.number(0...1000)), "The most certificates of a card; null is no limit."),
        ]
    )

    /// What happens to the certificates of the old profile or card.
    package static let revocation = keys(
        of: RevocationOptions(),
        [
            ("revokesOldCertificates", .flag, "The old certificates are revoked."),
            ("disablesOldObject", .flag, "The old profile or card becomes disabled."),
            ("reason", .number(0...100), "The number of the reason, RFC 5280 §5.3.1."),
            ("allowsOtherReason", .flag, "Who starts it may choose another reason."),
            ("delaySeconds", .number(0...Int(Int32.max)), "Seconds until the certificates count as revoked."),
            ("allowsOtherDelay", .flag, "Who starts it may choose another delay."),
            ("publishesBaseList", .flag, "A revocation list is published at once."),
            ("publishesDeltaList", .flag, "A delta list is published at once."),
        ]
    )

    /// What an answer must be.
    package static let validation = DocumentShape.keys(
        [
            DocumentKey(
                "type",
                .word(DataCollectionItem.Validation.Kind.allCases.map(\.rawValue)),
                .string(DataCollectionItem.Validation.Kind.any.rawValue),
                "any; pattern; oneOf; number; date (ISO 8601); custom."
            ),
            DocumentKey("pattern", .text(1000), "", "Of pattern: the regular expression that matches the whole answer."),
            DocumentKey("values", .list(.text(256)), [], "Of oneOf: the answers that are accepted."),
            DocumentKey("least", .optional(.number(Int.min...Int.max)), .null, "Of number: the smallest."),
            DocumentKey("most", .optional(.number(Int.min...Int.max)), .null, "Of number: the largest."),
            DocumentKey("name", .text(256), "", "Of custom: the validator that the program has under this name."),
            DocumentKey("data", .text(4096), "", "Of custom: its text."),
        ]
    )

    /// A question.
    package static let dataItem = keys(
        of: DataCollectionItem(name: ""),
        needed: ["name"],
        [
            ("name", .text(256), "The name of the item; the other items have other names."),
            ("description", .text(1000), "The question."),
            ("required", .flag, "A request without an answer is refused."),
            ("originator", .word(["Subscriber", "CertificateManager"]), "Who answers."),
            ("defaultValue", .optional(.text(4096)), "The answer when nobody gives one."),
            ("validation", validation, "What an answer must be."),
            ("storage", .word(["plain", "sealed"]), "sealed: it is kept encrypted, and shown only to those who distribute secrets."),
        ]
    )

    /// One-time passwords.
    package static let oneTimePasswords = keys(
        of: OneTimePasswordPolicy(),
        [
            (
                "distributions", .list(.word(OneTimePasswordPolicy.Distribution.allCases.map(\.rawValue))),
                "One way for each password."
            ),
            ("length", .number(0...1000), "Characters of a password."),
            ("lifetimeSeconds", .number(0...Int(Int32.max)), "Seconds until a distributed password ends."),
        ]
    )

    /// A document to print.
    package static let document = DocumentShape.keys(
        [
            DocumentKey("name", .text(256), nil, "The name of the document."),
            DocumentKey("template", .text(4096), nil, "Its text, with {{variables}}."),
        ]
    )

    /// A mail.
    package static let mail = keys(
        of: MailRule(event: .initiated, to: []),
        needed: ["event"],
        [
            ("event", .word(MailRule.Event.allCases.map(\.rawValue)), "The event that sends it."),
            ("to", .list(.recipient), "Who gets it."),
            (
                "template", .optional(.text(128)),
                "The file of its text in the data directory's mail, without ending; null is the built-in text."
            ),
            ("daysBefore", .number(0...10_000), "Of certificateExpires: days before the end."),
        ]
    )

    /// Temporary cards.
    package static let temporaryCards = keys(
        of: TemporaryCardOptions(),
        [
            ("allowsKioskRetirement", .flag, "A kiosk may retire the card without its user."),
            ("isAutoenrolled", .flag, "The client enrolls without being asked."),
            ("blocksAdminPIN", .flag, "The admin PIN is blocked when the card is retired."),
            ("erasesCard", .flag, "The card is erased when it is retired."),
            ("resetsAdminPIN", .flag, "The admin PIN is set back when the card is retired."),
            ("days", .number(0...10_000), "Days until the certificates end at the latest."),
        ]
    )

    /// The rules of one workflow.
    package static let policy = keys(
        of: WorkflowPolicy(),
        [
            ("enabled", .flag, "It can be started."),
            ("selfService", .flag, "Users may start it for themselves."),
            ("approvalsNeeded", .number(0...1000), "How many different people must approve."),
            ("enrollmentAgentRequired", .flag, "An enrollment agent executes it, not the user."),
            ("collectsComments", .flag, "Clients ask for a comment."),
            ("collectsPriority", .flag, "Clients ask for the priority."),
            ("defaultPriority", .number(0...255), "0 is most urgent."),
            ("initiators", .list(.trustee), "Who may start it for others."),
            ("approvers", .list(.trustee), "Who may approve and deny; never their own."),
            ("enrollmentAgents", .list(.trustee), "Who may execute it as an agent."),
            ("dataItems", .list(dataItem), "Questions that a request answers."),
            ("documents", .list(document), "Documents to print."),
            ("oneTimePasswords", .optional(oneTimePasswords), "One-time passwords; null is none."),
            ("mails", .list(mail), "Mails that it sends."),
            ("personalization", .table(.text(1000)), "Options of card printing, which are kept and shown."),
            (
                "revocation", revocation,
                "Of recover, renew, revoke, retire, reinstate and temporaryCards: what happens to old certificates."
            ),
            ("duplicateRevocation", .optional(revocation), "Of recover: the same for duplicates; null leaves them as they are."),
            ("reusesCard", .flag, "Of renew: the same card gets the new certificates."),
            ("reissuesArchived", .flag, "Of renew, recover and duplicate: kept encryption keys of all profiles before it come along."),
            ("allowsNamedTemplate", .flag, "Of onlineUpdate: one certificate template may be named."),
            ("temporaryCards", temporaryCards, "Of temporaryCards."),
            ("revokesWhenCanceled", .flag, "Canceling an executing request revokes what it brought."),
        ]
    )

    static let rights: [(word: String, right: AccessRights)] = [("read", .read), ("enroll", .enroll), ("audit", .audit)]

    /// An entry of the access list.
    package static let entry = DocumentShape.keys(
        [
            DocumentKey("allow", .list(.word(rights.map(\.word))), [], "Rights that it gives: read, enroll, audit."),
            DocumentKey("deny", .list(.word(rights.map(\.word))), [], "Rights that it takes away; denials win."),
            DocumentKey("to", .trustee, nil, "The account or group."),
        ]
    )

    /// The keys of a value that is stored under the same names; the standards are those of the type.
    private static func keys(
        of standard: some Encodable,
        needed: Set<String> = [],
        _ rows: [(name: String, shape: DocumentShape, meaning: String)]
    ) -> DocumentShape {
        let text = (try? CanonicalJSON.text(standard)) ?? "{}"
        guard case .object(let members) = (try? JSONValue(parsing: Array(text.utf8))) ?? [:] else { return .keys([]) }
        return .keys(
            rows.map { row in
                let value = members[row.name] ?? .null
                let shown =
                    row.name == "pinOption"
                    ? word(ofPINOption: value) : row.shape.completed(row.shape.replacing(value) { _, leaf, _ in leaf })
                return DocumentKey(row.name, row.shape, needed.contains(row.name) ? nil : shown, row.meaning)
            }
        )
    }

    static func word(ofPINOption value: JSONValue) -> JSONValue {
        .string(pinOptions.first { .int($0.option.rawValue) == value }?.word ?? "userProvided")
    }
}
