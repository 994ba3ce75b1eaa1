import SmartCards
import SoftwareCard
import Synchronization

/// A software card as the library talks to it. The card may hide the commands that only some makers have.
final class SoftwareChannel: CardChannel {
    let software: SoftwarePIVCard
    private let hidden: Set<UInt8>
    private let sent = Mutex<[[UInt8]]>([])

    var answerToReset: [UInt8] { SoftwarePIVCard.atr }
    /// Every command, in order.
    var commands: [[UInt8]] { sent.withLock { $0 } }

    init(_ software: SoftwarePIVCard, hiding hidden: Set<UInt8> = []) {
        self.software = software
        self.hidden = hidden
        software.powerOn()
    }

    func transmit(_ command: [UInt8]) throws(CardError) -> [UInt8] {
        sent.withLock { $0.append(command) }
        if hidden.contains(command[1]) { return [0x6D, 0x00] }
        let answer = software.respond(to: command)
        guard !answer.isEmpty else { throw CardError(.removed, "The card was pulled.") }
        return answer
    }

    func close() { software.powerOff() }
}

/// A new software card and the library's side of it.
struct CardPair {
    let software: SoftwarePIVCard
    let channel: SoftwareChannel
    let card: PIVCard

    /// - Parameter selecting: whether its application is selected.
    init(_ software: SoftwarePIVCard, hiding hidden: Set<UInt8> = []) async throws {
        self.software = software
        channel = SoftwareChannel(software, hiding: hidden)
        card = PIVCard(channel)
        try await card.select()
    }

    init(_ change: (inout SoftwarePIVCard.Personality) -> Void = { _ in }) async throws {
        var personality = SoftwarePIVCard.Personality()
        change(&personality)
        try await self.init(SoftwarePIVCard(personality: personality))
    }

    static let factoryKey: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8]

    /// Presents the first management key.
    func administer() async throws { try await card.authenticate(try ManagementKey(.tripleDES, Self.factoryKey)) }
}

/// The kind of the error that the closure throws; nil when it throws none, or another.
func cardFailure(_ body: () async throws -> Void) async -> CardError.Kind? {
    do { try await body() } catch let error as CardError { return error.kind } catch {}
    return nil
}
