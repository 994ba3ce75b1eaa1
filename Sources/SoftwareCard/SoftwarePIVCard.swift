import PortableFoundation
import Synchronization

/// A smart card without hardware, for tests: the PIV application of NIST SP 800-73-4, and the extensions of YubiKeys that tools ask for.
///
/// ```swift
/// let card = try SoftwarePIVCard(stateFile: "/tmp/card.json")
/// card.powerOn()
/// let answer = card.respond(to: [0x00, 0xA4, 0x04, 0x00, 0x05, 0xA0, 0x00, 0x00, 0x03, 0x08])
/// ```
///
/// It protects nothing. Its keys, PIN and PUK are in the state file in clear, and it takes no care about how long its answers take.
/// ``VirtualReader`` puts it into a reader that every program sees through PC/SC.
public final class SoftwarePIVCard: Sendable {
    /// The answer to reset: direct convention, T=1 alone, and the historical bytes `SoftPIV`.
    public static let atr: [UInt8] = [0x3B, 0x87, 0x01] + Array("SoftPIV".utf8) + [0xE7]

    /// The moment at which somebody pulls the card out of the reader.
    public struct Pull: Hashable, Sendable {
        /// The number of commands that the card still answers. Each piece of a chained command counts as one, and so does GET RESPONSE.
        public let afterCommands: Int
        /// Whether the command after these is carried out and only its answer is lost; else the card never gets it.
        public let losesAnswer: Bool

        public init(afterCommands: Int, losesAnswer: Bool = false) {
            self.afterCommands = afterCommands
            self.losesAnswer = losesAnswer
        }
    }

    private struct Core {
        var application: PIVApplication
        var chain = CommandChain()
        var isPowered = false
        var isPresent = true
        var pull: Pull?
        var commandCount = 0
    }

    private let core: Mutex<Core>
    private let file: CardFile?

    /// Makes a new card, or takes the one that a file has.
    /// - Parameters:
    ///   - stateFile: where the card outlives its process; it is written when there is none. Nil for a card in memory.
    ///   - personality: the values of a new card. A card from a file has its own.
    /// - Throws: ``SoftwareCardError`` for values that no card can have and for a file that is no card's; the system's error for a file
    ///   that cannot be read or written.
    public init(stateFile: String? = nil, personality: Personality = Personality()) throws {
        file = stateFile.map(CardFile.init)
        let state: CardState
        if let kept = try file?.read() {
            state = kept
        } else {
            state = try FirstContents.state(personality)
            try file?.write(state)
        }
        core = Mutex(Core(application: PIVApplication(state: state)))
    }

    /// Whether the card is in the reader: it is, until it is pulled.
    public var isPresent: Bool { core.withLock(\.isPresent) }

    /// The number of commands that reached the card since it was made or inserted.
    public var commandCount: Int { core.withLock(\.commandCount) }

    /// Gives it power. The security status is that of a card that was just inserted.
    public func powerOn() {
        core.withLock { core in
            core.application.session = CardSession()
            core.chain = CommandChain()
            core.isPowered = core.isPresent
        }
    }

    /// Takes its power away: security status and half a command are forgotten.
    public func powerOff() {
        powerOn()
        core.withLock { $0.isPowered = false }
    }

    /// Resets it, which has the effect of ``powerOn()``.
    public func reset() { powerOn() }

    /// Pulls the card out now, or at a point in the commands to come.
    /// - Parameter point: counted from the next command on; nil for now.
    public func pull(at point: Pull? = nil) {
        core.withLock { core in
            core.pull = point
            core.commandCount = 0
            if point == nil { Self.leave(&core) }
        }
    }

    /// Puts a card that was pulled back into the reader, without power and without a point at which it is pulled.
    public func insert() {
        core.withLock { core in
            core.pull = nil
            core.commandCount = 0
            core.isPresent = true
        }
    }

    /// Carries out one command.
    /// - Parameter command: a command APDU (ISO 7816-4 §5.1), with a short or an extended length; any other octets are refused.
    /// - Returns: a response APDU with the status word at its end; nothing when the card has no power or was pulled.
    public func respond(to command: [UInt8]) -> [UInt8] {
        core.withLock { core in
            guard core.isPowered else { return [] }
            if let pull = core.pull, core.commandCount >= pull.afterCommands {
                if pull.losesAnswer { _ = Self.answer(to: command, &core, file) }
                Self.leave(&core)
                return []
            }
            core.commandCount += 1
            return Self.answer(to: command, &core, file)
        }
    }

    private static func leave(_ core: inout Core) {
        core.isPresent = false
        core.isPowered = false
        core.application.session = CardSession()
        core.chain = CommandChain()
    }

    private static func answer(to octets: [UInt8], _ core: inout Core, _ file: CardFile?) -> [UInt8] {
        let before = core.application.state
        let answer: [UInt8]
        do throws(CardRefusal) {
            answer = try exchange(octets, &core)
        } catch {
            core.chain.forgetResponse()
            answer = error.status.bytes
        }
        guard core.application.state != before, let file else { return answer }
        do {
            try file.write(core.application.state)
            return answer
        } catch {
            // A card that cannot keep what it did has not done it.
            core.application.state = before
            core.chain.forgetResponse()
            return StatusWord.memoryFailure.bytes
        }
    }

    private static func exchange(_ octets: [UInt8], _ core: inout Core) throws(CardRefusal) -> [UInt8] {
        let command = try CardCommand(octets)
        guard command.classByte & 0xE0 == 0 else { throw CardRefusal(.classNotSupported) }
        guard command.classByte & 0x0C == 0 else { throw CardRefusal(.secureMessagingNotSupported) }
        guard command.classByte & 0x03 == 0 else { throw CardRefusal(.logicalChannelNotSupported) }
        if command.instruction == 0xC0 {
            guard !core.chain.response.isEmpty else { throw CardRefusal(.conditionsNotSatisfied) }
            return core.chain.deliver(core.chain.response, atMost: command.expected)
        }
        core.chain.forgetResponse()
        guard let whole = try core.chain.add(command) else { return StatusWord.success.bytes }
        return core.chain.deliver(try core.application.perform(whole), atMost: whole.expected)
    }
}
