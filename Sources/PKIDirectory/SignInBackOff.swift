import Crypto
import PortableFoundation
import PKIFormats

/// Counts failed sign-ins per account and per address, and says how long each must wait. It is a value that gets the time as the seconds of
/// a clock that nobody can set. With the time of day, a clock set back by a day would lock an account for a day.
///
/// The first failures are free. Each further one doubles the wait, up to a minute. Failures are forgotten a quarter of an hour after the
/// last one. The failures of an account are forgotten at once when its password is right; those of an address are not, because an attacker
/// with one account could clear them at will.
/// Only the first 64 bits of an IPv6 address count, because one client has as many addresses as it likes in such a network (RFC 4291
/// §2.5.4).
package struct SignInBackOff {
    /// The number of free failures.
    static let freeForAccount = 5
    static let freeForAddress = 20
    static let longestWait: TimeInterval = 60
    /// In seconds.
    package static let memory: Double = 900
    /// The largest number of entries; the oldest are dropped first.
    static let capacity = 10_000

    private struct Failures {
        var count = 0
        var last: TimeInterval
    }

    private var accounts: [String: Failures] = [:]
    private var addresses: [String: Failures] = [:]

    /// - Parameter now: seconds of a clock that only runs forward.
    /// - Returns: seconds until this account may be tried from this address; 0 when it may be tried now.
    func wait(account: String, address: String, at now: TimeInterval) -> Int {
        max(
            Self.wait(accounts[account], free: Self.freeForAccount, at: now),
            Self.wait(addresses[Self.network(of: address)], free: Self.freeForAddress, at: now)
        )
    }

    mutating func failed(account: String, address: String, at now: TimeInterval) {
        Self.count(&accounts, account, at: now)
        Self.count(&addresses, Self.network(of: address), at: now)
    }

    mutating func succeeded(account: String) { accounts[account] = nil }

    private static func network(of address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")), let octets = IPAddressText.octets(of: String(address.prefix { $0 != "%" })) else {
            return address
        }
        return Hex.encode(octets.prefix(8)) + "/64"
    }

    private static func wait(_ failures: Failures?, free: Int, at now: TimeInterval) -> Int {
        guard let failures else { return 0 }
        return wait(SignInFailureCount(count: failures.count, age: now - failures.last), free: free)
    }

    private static func wait(_ failures: SignInFailureCount, free: Int) -> Int {
        guard failures.count >= free, failures.age < memory else { return 0 }
        let doublings = min(failures.count - free, 6)
        let wait = min(TimeInterval(1 << doublings), longestWait)
        return max(0, Int((wait - failures.age).rounded(.up)))
    }

    // MARK: Counted together with other servers

    /// The keys of an account and of an address. They are hashes, because names from outside are long and may hold anything.
    static func keys(account: String, address: String) -> (account: [UInt8], address: [UInt8]) {
        func key(_ word: String, _ value: String) -> [UInt8] { Array(SHA256.hash(data: Array("\(word)\u{0}\(value)".utf8))) }
        return (key("account", account), key("address", network(of: address)))
    }

    /// The same wait as above, by counts that other servers share.
    static func wait(account: String, address: String, by shared: any SharedSignInFailures) async throws -> Int {
        let keys = keys(account: account, address: address)
        let counts = try await shared.signInFailures(of: [keys.account, keys.address])
        return max(
            counts[keys.account].map { wait($0, free: freeForAccount) } ?? 0,
            counts[keys.address].map { wait($0, free: freeForAddress) } ?? 0
        )
    }

    private static func count(_ table: inout [String: Failures], _ key: String, at now: TimeInterval) {
        var failures = table[key] ?? Failures(last: now)
        if now >= failures.last + memory { failures.count = 0 }
        failures.count += 1
        failures.last = now
        table[key] = failures
        guard table.count > capacity else { return }
        table = table.filter { now < $0.value.last + memory }
        if table.count > capacity, let oldest = table.min(by: { $0.value.last < $1.value.last }) { table[oldest.key] = nil }
    }
}
