import ArgumentParser
import CardEnrollment
import CertCli
import Foundation
import SmartCards

/// What the commands that change a card share: its choice, the server, the secrets, and how the end is told.
struct CardRun: ParsableArguments {
    @OptionGroup var choice: CardChoice
    @OptionGroup var management: ManagementOptions
    @OptionGroup var secrets: CardSecretOptions

    @Option(name: .long, help: "A comment for the request's history.")
    var comment: String = ""

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    /// Does something with the card in the reader, and tells what came of it.
    func work(_ act: (CardWork, CertificateManagementClient, PIVCard) async throws -> CardOutcome) async throws {
        let client = try await management.client()
        let card = try await choice.connected().card
        let saysSteps = !json
        let work = CardWork(
            client: client,
            card: card,
            secrets: try secrets.secrets(),
            journal: management.journal,
            report: { if saysSteps { Console.say($0) } }
        )
        let outcome: CardOutcome
        do { outcome = try await act(work, client, card) } catch {
            await card.close()
            throw error
        }
        await card.close()
        try tell(outcome)
    }

    /// The assignment of the card in the reader.
    static func smartcard(of card: PIVCard, _ client: CertificateManagementClient) async throws -> CertificateManagementClient.Smartcard {
        guard let id = try await card.holderID()?.guid else {
            throw CardEnrollmentError("The card has no id, so that the server does not know it. Issue it: certreq card enroll.")
        }
        guard let known = try await client.smartcard(cardID: id) else {
            throw CardEnrollmentError("The server knows no card \(id.text) that you may see. Issue it: certreq card enroll.")
        }
        return known
    }

    func tell(_ outcome: CardOutcome) throws {
        let report = CardReport(outcome)
        if json { try Console.json(report) } else { Console.say(report.text) }
        if report.status != ExitStatus.done { throw ExitCode(report.status) }
    }
}

/// The end of a command about a card.
struct CardReport: Encodable {
    struct Entry: Encodable {
        let slot: String
        let certificate: CardCertificate
    }

    /// `done`, `awaitingApproval`, `awaitingIssuance` or `refused`.
    let state: String
    let request: String
    var smartcard: String?
    var card: String?
    var certificates: [Entry] = []
    var serverMadeKeys = 0
    /// The CA's reasons, and things to know.
    var messages: [String] = []
    let status: Int32

    private enum CodingKeys: String, CodingKey { case state, request, smartcard, card, certificates, serverMadeKeys, messages }

    init(_ outcome: CardOutcome) {
        switch outcome {
        case .done(let result):
            (state, request, status) = ("done", result.request.text, ExitStatus.done)
            (smartcard, card) = (result.smartcard.text, result.card.text)
            certificates = result.certificates.map { Entry(slot: "\($0.slot)", certificate: CardCertificate($0.certificate)) }
            (serverMadeKeys, messages) = (result.serverMadeKeys, result.remarks)
        case .awaitingApproval(let id): (state, request, status) = ("awaitingApproval", id.text, ExitStatus.pending)
        case .awaitingIssuance(let id, let reasons):
            (state, request, status, messages) = ("awaitingIssuance", id.text, ExitStatus.pending, reasons)
        case .refused(let id, let reasons): (state, request, status, messages) = ("refused", id.text, ExitStatus.denied, reasons)
        }
    }

    var text: String {
        let goOn = "certreq card enroll --request \(request)"
        let first =
            switch state {
            case "done": "Done."
            case "awaitingApproval": "The request \(request) must be approved first. Then go on: \(goOn)"
            case "awaitingIssuance": "The CA keeps the certificates back for an officer. When they are issued, go on: \(goOn)"
            default: "The CA refused. When the reason is gone, go on: \(goOn). Or give it up: \(goOn) --cancel"
            }
        return ([first] + messages).joined(separator: "\n")
    }
}
