import Foundation
import Synchronization

/// A PostgreSQL server of the tests, in a temporary folder of its own and as an unprivileged user.
///
///     let database = try await PostgreSQLCluster.shared().database("queue")
///     try await database.ask("SELECT 1", as: .owner)
///
/// Whoever can enter the folder, which is its user's alone, is trusted at the socket in it; on the loopback address a password is asked for.
/// The server and the folder end with the value; should this process be killed, its end of a pipe closes and ends them too.
package final class PostgreSQLCluster: Sendable {
    /// A role that every cluster has.
    package enum Role: String, Sendable, CaseIterable {
        /// The server's administrator, who may do everything.
        case superuser = "postgres"
        /// Owns the databases, and so may change their schema.
        case owner = "chancery_owner"
        /// Has the rights that the schema grants it, and none of its own.
        case application = "chancery_app"

        /// What the loopback address asks for.
        package var password: String { rawValue + "-password" }
    }

    /// Whether the programs are installed, and may be run.
    package static let isPossible = PostgreSQLPrograms.found() != nil

    /// The reason to give where tests are left out.
    package static let missing = "PostgreSQL 14 or later is not installed, or root has no user postgres to run it as"

    /// The name under which the primary knows a standby.
    private static let standbyName = "standby"

    private static let common = Task { try await PostgreSQLCluster.started(durable: false) }

    /// The folder with the data, the socket and the log; removed with the cluster.
    package let folder: String
    let programs: PostgreSQLPrograms
    private let durable: Bool
    private let chosenPort = Mutex(0)
    private let station: RunningProgram

    /// The port on 127.0.0.1, which also names the socket.
    package var port: Int { chosenPort.withLock { $0 } }

    /// The one cluster of this process, started at first use. It does not flush; make databases in it, and do not stop it.
    package static func shared() async throws -> PostgreSQLCluster { try await common.value }

    /// Starts a cluster for one test.
    /// - Parameter durable: it flushes every commit, as a test needs that kills it.
    package static func started(durable: Bool) async throws -> PostgreSQLCluster {
        try await aside {
            let cluster = try PostgreSQLCluster(durable: durable)
            try cluster.order("init", expecting: "made")
            try cluster.begin()
            try cluster.makeRoles()
            return cluster
        }
    }

    private init(durable: Bool) throws {
        guard let programs = PostgreSQLPrograms.found() else { throw ContractError(Self.missing) }
        self.programs = programs
        self.durable = durable
        // Short, because the path of a socket has at most 103 characters.
        folder = FileManager.default.temporaryDirectory.path + "/chancery-pg-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        station = try RunningProgram(["sh", "-c", Self.script, "station", folder, programs.folder] + programs.prefix)
        try Data(Self.authentication.utf8).write(to: URL(fileURLWithPath: folder + "/hba.conf"))
    }

    /// Stops the server as an administrator does, and starts it again.
    package func restart() async throws {
        try await stop()
        try await start()
    }

    /// Starts it after ``stop()`` or ``kill()``, with the same port and socket.
    package func start() async throws { try await aside { try self.order("start", expecting: "started") } }

    /// Ends open transactions and stops the server.
    package func stop() async throws { try await aside { try self.order("stop", expecting: "stopped") } }

    /// Kills every process of the server.
    package func kill() async throws { try await aside { try self.order("kill", expecting: "stopped") } }

    /// Stops the server at once, and waits until it and the folder are gone. Letting go of the value does the same without waiting.
    package func end() async {
        station.closeInput()
        _ = await station.status()
    }

    /// What the server has written to its log.
    package var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

    /// A copy of this cluster that follows it. Commits wait for it from now on.
    package func standby() async throws -> PostgreSQLCluster {
        let source = url(of: "postgres", as: .superuser) + "&application_name=" + Self.standbyName
        let standby = try await aside { [durable] in
            let standby = try PostgreSQLCluster(durable: durable)
            try standby.order("copy " + source, expecting: "made")
            try standby.begin()
            return standby
        }
        try await ask("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (\(Self.standbyName))'; SELECT pg_reload_conf()")
        for _ in 0..<500 {
            if try await ask("SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'") == "quorum" { return standby }
        }
        throw ContractError("the standby does not follow: \(standby.log.suffix(500))")
    }

    /// Makes a standby the primary.
    package func promote() async throws {
        guard try await ask("SELECT pg_promote()") == "t" else { throw ContractError("not promoted: \(log.suffix(500))") }
        // It waits for no standby, though the primary that it was copied from did.
        try await ask("ALTER SYSTEM RESET synchronous_standby_names; SELECT pg_reload_conf()")
    }

    /// Runs SQL as the administrator.
    @discardableResult
    package func ask(_ sql: String) async throws -> String { try await ask(sql, of: "postgres", as: .superuser) }

    /// The first start: on a port that is free. It is none of those that the system gives to callers, so it is free after a restart too.
    private func begin() throws {
        for _ in 0..<10 {
            let port = Int.random(in: 15_000..<32_000)
            chosenPort.withLock { $0 = port }
            try Data(settings(port).utf8).write(to: URL(fileURLWithPath: folder + "/cluster.conf"))
            if try order("start") == "started" { return }
            guard log.contains("could not bind") else { break }
        }
        throw ContractError("PostgreSQL does not start: \(log.suffix(500))")
    }

    private func makeRoles() throws {
        let sql = """
            ALTER ROLE postgres PASSWORD '\(Role.superuser.password)';
            CREATE ROLE chancery_owner LOGIN CREATEDB PASSWORD '\(Role.owner.password)';
            CREATE ROLE chancery_app LOGIN PASSWORD '\(Role.application.password)';
            """
        try query(sql, of: "postgres", as: .superuser)
    }

    private func order(_ words: String, expecting expected: String) throws {
        let answer = try order(words)
        guard answer == expected else { throw ContractError("PostgreSQL, \(words): \(answer): \(log.suffix(500))") }
    }

    private func order(_ words: String) throws -> String {
        try station.write(words + "\n")
        return station.nextLine() ?? "the station has ended"
    }

    private static let authentication = """
        local all,replication all trust
        host all,replication all 127.0.0.1/32 scram-sha-256
        """ + "\n"

    private func settings(_ port: Int) -> String {
        let directory = folder.replacing("'", with: "''")
        let quick = durable ? "" : "fsync = off\nfull_page_writes = off\n"
        return quick + """
            port = \(port)
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '\(directory)'
            hba_file = '\(directory)/hba.conf'
            max_connections = 200
            shared_buffers = 64MB
            dynamic_shared_memory_type = mmap
            wal_keep_size = 256MB
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_error_verbosity = verbose
            """ + "\n"
    }

    /// $1 is the folder, $2 that of the programs, and what follows stands before each of the server's. It takes orders line by line, and the end of
    /// its input ends everything. Neither Ctrl-C nor an answer that nobody reads ends it before the server.
    private static let script = #"""
        trap '' HUP INT TERM PIPE
        folder=$1 bin=$2; shift 2
        as=$*
        postmaster=
        cd "$folder" || exit 1
        made() {
            "$@" >> log 2>&1 < /dev/null && printf "\ninclude '../cluster.conf'\n" >> data/postgresql.conf && echo made || echo failed
        }
        # The file has the server's number in its first line, and at the end whether it takes connections.
        is_ready() { [ "$(sed -n 1p data/postmaster.pid)" = $postmaster ] && grep -q '^ready' data/postmaster.pid; }
        ended() { wait $postmaster; postmaster=; echo "$1"; }
        exec 2> /dev/null
        [ -z "$as" ] || chown postgres "$folder"
        while read -r order source; do
            case $order in
                init)
                    made $as "$bin/initdb" -D data -U postgres -A trust --encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8 --data-checksums --no-sync ;;
                copy)
                    made $as "$bin/pg_basebackup" -D data -d "$source" -R --checkpoint=fast --no-sync ;;
                start)
                    $as "$bin/postgres" -D data >> log 2>&1 < /dev/null &
                    postmaster=$!
                    until is_ready; do
                        kill -0 $postmaster || { ended failed; break; }
                        sleep 0.02
                    done
                    [ -z "$postmaster" ] || echo started ;;
                stop)
                    kill -INT $postmaster
                    ended stopped ;;
                kill)
                    # Stopped first, so that it starts no other process meanwhile.
                    kill -STOP $postmaster
                    kill -KILL $(pgrep -P $postmaster) $postmaster
                    ended stopped ;;
            esac
        done
        [ -z "$postmaster" ] || kill -QUIT $postmaster
        wait
        cd /
        rm -rf "$folder"
        """#
}

/// Waits for work that blocks its thread, on a thread of its own.
private func aside<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}
