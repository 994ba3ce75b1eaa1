import ArgumentParser
import Foundation
import PKICrypto
import PKIFormats
import SmartCards

/// `certreq card status` shows what is on a card.
struct CardStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows a card's id, the attempts left for its PIN, and its certificates with the days they last."
    )

    @OptionGroup var choice: CardChoice

    @Flag(name: .long, help: "Also ask the card to attest which keys it made itself.")
    var attest = false

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Slot: Encodable {
        let slot: String
        let use: String
        var certificate: CardCertificate?
        /// Why the certificate was not read.
        var fault: String?
        var attestation: Attestation?
    }

    struct Attestation: Encodable {
        let isSignedByCard: Bool
        let firmwareVersion: String?
        let serialNumber: Int?
        let pinPolicy: String?
        let touchPolicy: String?
    }

    struct Result: Encodable {
        let reader: String
        let answerToReset: String
        var card: String?
        var serialNumber: UInt32?
        var firmwareVersion: String?
        var pinAttemptsLeft: Int?
        var pukAttemptsLeft: Int?
        var managementAlgorithm: String?
        /// Whether the management key is still the maker's; absent when the card does not say.
        var managementKeyIsFactory: Bool?
        var slots: [Slot] = []
    }

    func run() async throws {
        let (card, reader) = try await choice.connected()
        var result = Result(reader: reader.name, answerToReset: Hex.encode(reader.answerToReset))
        do { try await read(card, into: &result) } catch {
            await card.close()
            throw error
        }
        await card.close()
        if json { return try Console.json(result) }
        say(result)
    }

    private func read(_ card: PIVCard, into result: inout Result) async throws {
        result.card = try await card.holderID()?.guid.text
        result.firmwareVersion = try await card.firmwareVersion()
        result.serialNumber = try await card.serialNumber()
        result.pinAttemptsLeft = try await card.attemptsLeft(.pin)
        result.pukAttemptsLeft = try await card.attemptsLeft(.puk)
        result.managementAlgorithm = try? await card.managementAlgorithm().name
        result.managementKeyIsFactory = try await card.hasMakersManagementKey()
        for slot in PIVSlot.all {
            var row = Slot(slot: "\(slot)", use: slot.name)
            do { row.certificate = try await card.certificate(slot).map { CardCertificate($0) } } catch {
                guard error.kind != .removed else { throw error }
                row.fault = error.reason
            }
            if attest, let found = try await card.attestation(of: slot) {
                row.attestation = Attestation(
                    isSignedByCard: found.isSignedByCard,
                    firmwareVersion: found.firmwareVersion,
                    serialNumber: found.serialNumber,
                    pinPolicy: found.pinPolicy,
                    touchPolicy: found.touchPolicy
                )
            }
            if row.certificate != nil || row.fault != nil || row.attestation != nil { result.slots.append(row) }
        }
    }

    private func say(_ result: Result) {
        Console.say("Card: \(result.card ?? "without an id") in \(result.reader)")
        if let number = result.serialNumber {
            Console.say("Serial number: \(number)\(result.firmwareVersion.map { ", version \($0)" } ?? "")")
        }
        Console.say("PIN: \(Self.attempts(result.pinAttemptsLeft)). PUK: \(Self.attempts(result.pukAttemptsLeft)).")
        if let algorithm = result.managementAlgorithm {
            let origin = result.managementKeyIsFactory.map { $0 ? ", the maker's" : ", not the maker's" } ?? ""
            Console.say("Management key: \(algorithm)\(origin)")
        }
        for row in result.slots {
            if let certificate = row.certificate {
                Console.say("\(row.slot)  \(certificate.name)  \(certificate.lasting)  (\(row.use))")
            } else if let fault = row.fault {
                Console.say("\(row.slot)  \(fault)")
            }
            if let attestation = row.attestation {
                Console.say(
                    "    made on the card\(attestation.isSignedByCard ? ", as its attestation key says" : ", but its attestation does not fit the card's attestation key")"
                )
            }
        }
        if !result.slots.contains(where: { $0.certificate != nil }) { Console.say("It has no certificates.") }
    }

    private static func attempts(_ left: Int?) -> String {
        switch left {
        case nil: "the card does not say how many attempts are left"
        case 0: "blocked"
        case 1: "1 attempt left"
        case let left?: "\(left) attempts left"
        }
    }
}

/// A certificate of a card in a few words.
struct CardCertificate: Encodable {
    let subject: String
    let issuer: String
    let serialNumber: String
    let thumbprint: String
    let notAfter: Date
    /// Negative after the end.
    let daysLeft: Int
    /// For people; not in JSON, which has the subject alone.
    let name: String

    private enum CodingKeys: String, CodingKey { case subject, issuer, serialNumber, thumbprint, notAfter, daysLeft }

    init(_ certificate: Certificate, now: Date = Date()) {
        (subject, issuer, serialNumber) = (certificate.subject.rfc4514, certificate.issuer.rfc4514, certificate.serialHex)
        thumbprint = Hex.encode(Digest.sha1(certificate.derEncoded))
        notAfter = certificate.notAfter
        daysLeft = Int((certificate.notAfter.timeIntervalSince(now) / 86_400).rounded(.down))
        name = certificate.shownName
    }

    var lasting: String {
        daysLeft < 0 ? "expired \(notAfter.formatted(.iso8601))" : "lasts \(daysLeft) \(daysLeft == 1 ? "day" : "days") more"
    }
}
