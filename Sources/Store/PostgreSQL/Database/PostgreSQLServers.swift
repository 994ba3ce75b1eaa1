import CPostgreSQL
import PortableFoundation
import Synchronization

import SystemFiles

/// The servers of one database, by the address that the operator gave, and the choice among them.
///
/// After a fail-over two servers may be writable for a while. The one with the higher timeline is the right one, and a server whose timeline is lower than one seen before, or
/// which belongs to another cluster, is refused.
final class PostgreSQLServers: Sendable {
    private struct Identity {
        let system: String
        let timeline: UInt64
    }

    /// For each of the first exchanges with a server, in milliseconds, as `connect_timeout`.
    private static let patience: Int32 = 2_000

    /// For errors and logs: without a password.
    let shownAddress: String
    private let address: String
    private let password: String?
    /// What the connections call themselves.
    let program: String
    private let seen = Mutex<Identity?>(nil)

    /// - Parameters:
    ///   - address: a `postgresql://` URL, or words that libpq knows; it may name several hosts.
    ///   - password: from a file; nil leaves it to libpq (`passfile`, a client certificate, or none).
    ///   - node: shown in `pg_stat_activity`.
    /// - Throws: `StoreError` when libpq cannot read the address.
    init(address: String, password: String?, node: String) throws {
        self.address = address
        self.password = password
        program = "chancery \(node)"
        let options = try Self.options(of: address)
        guard options["password"] == nil, options["sslpassword"] == nil else {
            throw StoreError(
                "the address of the database contains a password; put it into a file and give --store-password-file, or use pgpass"
            )
        }
        let hosts = (options["host"] ?? options["hostaddr"] ?? "localhost").split(separator: ",").map(String.init)
        let ports = (options["port"] ?? "").split(separator: ",").map(String.init)
        // With the port: a copy that was interrupted recognizes its target by this.
        let places = hosts.enumerated().map { index, host in
            let port = ports.indices.contains(index) ? ports[index] : ports.last ?? "5432"
            return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
        shownAddress = "\(options["dbname"] ?? "") at \(places.joined(separator: ","))"
    }

    /// Connects to the right server. Blocking.
    /// - Throws: `PostgreSQLError` without a code when no server can be used.
    func connect() throws -> PostgreSQLConnection {
        let connection = try PostgreSQLConnection(try open())
        do {
            try connection.readRowTypes()
            return connection
        } catch let error as PostgreSQLError { throw PostgreSQLError.lost("\(error)") }
    }

    /// A connection that runs scripts: the schema's steps. Blocking.
    func openForScripts() throws -> PostgreSQLScripts { PostgreSQLScripts(try open()) }

    private func open() throws -> OpaquePointer {
        let options = try Self.options(of: address)
        let hosts = (options["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let ports = (options["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var best: (handle: OpaquePointer, identity: Identity)?
        var reasons: [String] = []
        for (index, host) in (hosts.isEmpty ? [""] : hosts).enumerated() {
            let port = ports.indices.contains(index) ? ports[index] : ports.last ?? ""
            do {
                let handle = try open(host: host, port: port)
                do {
                    let identity = try Self.identity(of: handle)
                    if let former = best, former.identity.timeline >= identity.timeline {
                        PQfinish(handle)
                    } else {
                        if let former = best { PQfinish(former.handle) }
                        best = (handle, identity)
                    }
                } catch {
                    PQfinish(handle)
                    throw error
                }
            } catch { reasons.append("\(error)") }
        }
        guard let best else { throw PostgreSQLError.lost(reasons.joined(separator: "; ")) }
        do {
            try admit(best.identity)
            try Self.prepare(best.handle)
        } catch {
            PQfinish(best.handle)
            throw error
        }
        return best.handle
    }

    private func admit(_ found: Identity) throws {
        try seen.withLock { seen in
            if let known = seen {
                guard known.system == found.system else {
                    throw PostgreSQLError.lost("the server belongs to another cluster than before; check the address of the database")
                }
                guard known.timeline <= found.timeline else {
                    throw PostgreSQLError.lost(
                        "the server has the timeline \(found.timeline), and \(known.timeline) was seen before: it was replaced by another; stop it"
                    )
                }
            }
            seen = found
        }
    }

    /// - Parameter host: empty where the address names none.
    private func open(host: String, port: String) throws -> OpaquePointer {
        // Later words replace earlier ones, so that the operator's come after ours, and a single host after the list.
        var words: [(String, String)] = [
            ("connect_timeout", "2"), ("target_session_attrs", "read-write"), ("client_encoding", "UTF8"), ("keepalives_idle", "10"),
            ("tcp_user_timeout", "5000"), ("dbname", address),
            // Other programs of ours find running nodes by it, so that no address changes it.
            ("application_name", program),
        ]
        if !host.isEmpty { words.append(("host", host)) }
        if !port.isEmpty { words.append(("port", port)) }
        if let password { words.append(("password", password)) }
        let names = words.map { strdup($0.0) }
        let values = words.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        let handle = PQconnectdbParams(
            names.map { UnsafePointer($0) } + [nil],
            values.map { UnsafePointer($0) } + [nil],
            1
        )
        guard let handle, PQstatus(handle) == CONNECTION_OK else {
            let message = handle.map { String(cString: PQerrorMessage($0)) } ?? "libpq has no memory"
            if let handle { PQfinish(handle) }
            if message.contains("session is read-only") {
                throw PostgreSQLError.lost("\(host):\(port) is a standby; name all servers in the address, or promote this one")
            }
            throw PostgreSQLError.lost(message.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        guard PQserverVersion(handle) >= 140_000 else {
            PQfinish(handle)
            throw PostgreSQLError.lost("the server is older than PostgreSQL 14")
        }
        return handle
    }

    private static func identity(of handle: OpaquePointer) throws -> Identity {
        let found = try PostgreSQLScripts.row(
            handle,
            "SELECT (SELECT system_identifier FROM pg_control_system()), substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
            within: patience
        )
        guard found.count == 2, let timeline = UInt64(found[1], radix: 16) else {
            throw PostgreSQLError.lost("the server does not tell its timeline")
        }
        return Identity(system: found[0], timeline: timeline)
    }

    /// These limits hold whatever the role's settings are.
    private static func prepare(_ handle: OpaquePointer) throws {
        _ = try PostgreSQLScripts.row(
            handle,
            """
            SET search_path = chancery, pg_temp; SET statement_timeout = '10s'; SET lock_timeout = '2s';
            SET idle_in_transaction_session_timeout = '5s'; SET plan_cache_mode = force_generic_plan; SET jit = off;
            SET client_min_messages = warning; SET TimeZone = 'UTC'
            """,
            within: patience
        )
    }

    private static func options(of address: String) throws -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(address, &message) else {
            // libpq's own text repeats parts of the address, which may be a password.
            if let message { PQfreemem(message) }
            throw StoreError(
                "the address of the database cannot be read: write postgresql://USER@HOST:PORT/DATABASE, without a password, and %25 for a percent sign"
            )
        }
        defer { PQconninfoFree(options) }
        var found: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { found[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return found
    }
}
