import Foundation
import PKIFormats
import PKITesting

/// A card with an admin key of triple DES, as the minidriver contract describes one: a challenge is single use, and five wrong answers lock the
/// administrator out. `openssl` computes what the card expects.
struct ScriptedCard {
    let id: UUID
    let atr = "3b8f018031"
    private(set) var adminKey: [UInt8]
    private(set) var pin = ""
    private(set) var attempts = 5
    private var challenge: [UInt8]?

    init(id: UUID = UUID(), adminKey: [UInt8]) {
        self.id = id
        self.adminKey = adminKey
    }

    mutating func getChallenge() -> [UInt8] {
        let challenge = (0..<8).map { _ in UInt8.random(in: 0...255) }
        self.challenge = challenge
        return challenge
    }

    private mutating func isAdministrator(_ response: [UInt8]) throws -> Bool {
        guard attempts > 0, let challenge else { return false }
        self.challenge = nil
        let expected = try runTool(["openssl", "enc", "-des-ede3", "-nopad", "-K", Hex.encode(adminKey)], input: challenge)
        guard expected.status == 0, expected.stdout == response else {
            attempts -= 1
            return false
        }
        attempts = 5
        return true
    }

    mutating func changeAdminKey(to key: [UInt8], response: [UInt8]) throws -> Bool {
        guard try isAdministrator(response), key.count == 24 else { return false }
        adminKey = key
        return true
    }

    mutating func unblock(pin: String, response: [UInt8]) throws -> Bool {
        guard try isAdministrator(response) else { return false }
        self.pin = pin
        return true
    }
}
