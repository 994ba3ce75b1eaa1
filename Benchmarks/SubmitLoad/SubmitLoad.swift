import ArgumentParser
import PortableFoundation
import NIOCore
import NIOPosix

/// Submits requests as fast as the server answers, and prints the cost of each certificate.
@main
struct SubmitLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit-load",
        abstract: "Load for POST /api/v1/authorities/{ca}/requests over HTTPS keep-alive.",
        discussion: """
            Example, against a server started with `make serve` on the same machine:
              .build/release/submit-load --data ./chancery-data --server-pid $(pgrep -x chancery) --seconds 20
            """
    )

    @Option(help: "The server's data directory: the source of --url, --credentials and --trust when they are absent.")
    var data: String?
    @Option(help: "The server's HTTPS address, e.g. https://127.0.0.1:8443.")
    var url: String?
    @Option(help: "File with the lines `username=` and `password=`.")
    var credentials: String?
    @Option(help: "PEM file with the root certificate to trust.")
    var trust: String?
    @Option(help: "The issuing CA's name; the first that the server lists when absent.")
    var ca: String?
    @Option(help: "The certificate template.")
    var template = "ClientAuth"
    @Option(help: "The requests' key: p256 or rsa (2048 bits).")
    var key: RequestPool.Kind = .p256
    @Option(help: "How many different requests to prepare; they are sent repeatedly, each time with a new submission key.")
    var pool = 128
    @Option(help: "Connections, each with one request in flight.")
    var connections = 32
    @Option(help: "How long to measure.")
    var seconds: Double = 15
    @Option(help: "How many certificates to request, instead of --seconds.")
    var count: Int?
    @Option(help: "Certificates to request on each connection before measuring.")
    var warmUp = 20
    @Option(help: "The server's process: its CPU time and memory are read from /proc.")
    var serverPid: Int?
    @Option(help: "Output of `strace -f -e trace=fdatasync,fsync -o FILE -p PID`: its flushes during the measurement are counted.")
    var flushTrace: String?
    @Option(help: "Connections that take the five calls of certificate management afterwards, for as long as --seconds; 0 for none.")
    var walks = 0
    @Flag(help: "Open a connection again that the server or a proxy closes, and repeat the request that was in flight on it.")
    var reconnect = false
    @Flag(help: "Print the figures as one JSON object.")
    var json = false

    func validate() throws {
        guard connections > 0, connections <= 1024 else { throw ValidationError("--connections must lie between 1 and 1024.") }
        guard walks >= 0, walks <= 1024 else { throw ValidationError("--walks must lie between 0 and 1024.") }
        guard pool > 0, seconds > 0, warmUp > 0, (count ?? 1) > 0 else {
            throw ValidationError("--pool, --seconds, --warm-up and --count must be positive.")
        }
        guard data != nil || (url != nil && credentials != nil && trust != nil) else {
            throw ValidationError("Give --data DIR, or all of --url, --credentials and --trust.")
        }
    }

    func run() async throws {
        let server = try ServerAddress(data: data, url: url, credentials: credentials, trust: trust)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let report = try await measure(server, on: group.next())
            print(json ? try report.json() : report.text)
            if walks > 0 { print(try await walk(server, on: group.next()).text(beside: report)) }
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    private func measure(_ server: ServerAddress, on loop: any EventLoop) async throws -> LoadReport {
        let requests = try await RequestPool.make(key, count: pool, template: template)
        let cryptography = try BareCryptography(requests: requests)
        let cryptographyBefore = try await cryptography.microseconds()
        var lines: [LoadConnection] = []
        for _ in 0..<connections { lines.append(try await LoadConnection.open(to: server, on: loop)) }
        let authority = try await self.authority(server, lines[0])
        let run = String(UInt64.random(in: .min ... .max), radix: 16)
        let prepared = lines.indices.map { index in
            requests.indices.map { at in
                PreparedRequest(
                    server: server,
                    authority: authority,
                    request: requests[(at + index * 7) % requests.count],
                    template: template,
                    run: "\(run)-\(index)"
                )
            }
        }
        let warm = try await phase(&lines, prepared, .count(warmUp), firstSerial: 0, server, on: loop)
        if let failure = warm.compactMap(\.firstFailure).first { throw LoadError(description: "The warm-up failed: \(failure)") }

        let commits = try await storeCommits(server, lines[0])
        let flushes = try flushTrace.map(FlushTrace.count)
        let before = try serverPid.map(ProcessUsage.init(pid:))
        let ownBefore = try? ProcessUsage(pid: Int(ProcessUsage.ownPID))
        let start = ContinuousClock.now
        let limit: LoadPhase.Limit = count.map { .count(max(1, $0 / connections)) } ?? .seconds(seconds)
        let results = try await phase(&lines, prepared, limit, firstSerial: warmUp, server, on: loop)
        let elapsed = start.duration(to: .now)
        let after = try serverPid.map(ProcessUsage.init(pid:))
        let ownAfter = try? ProcessUsage(pid: Int(ProcessUsage.ownPID))
        let flushesAfter = try flushTrace.map(FlushTrace.count)
        let commitsAfter = try await storeCommits(server, lines[0])
        for line in lines { line.close() }
        let cryptographyAfter = try await cryptography.microseconds()
        return LoadReport(
            settings: self,
            results: results,
            elapsed: elapsed,
            server: (before, after),
            own: (ownBefore, ownAfter),
            flushes: (flushes, flushesAfter),
            commits: (commits, commitsAfter),
            cryptography: (cryptographyBefore, cryptographyAfter)
        )
    }

    private func walk(_ server: ServerAddress, on loop: any EventLoop) async throws -> WalkReport {
        let walk = ManagementWalk(server: server, requests: try await RequestPool.make(key, count: pool, template: template))
        var lines: [LoadConnection] = []
        for _ in 0..<walks { lines.append(try await LoadConnection.open(to: server, on: loop)) }
        defer { for line in lines { line.close() } }
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let results = await withTaskGroup(of: ManagementWalk.Result.self) { group in
            for (number, line) in lines.enumerated() { group.addTask { await walk.run(on: line, number: number, until: end) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return WalkReport(results, elapsed: start.duration(to: .now))
    }

    private func phase(
        _ lines: inout [LoadConnection],
        _ prepared: [[PreparedRequest]],
        _ limit: LoadPhase.Limit,
        firstSerial: Int,
        _ server: ServerAddress,
        on loop: any EventLoop
    ) async throws -> [LoadPhase.Result] {
        let started = lines
        let ends = try await withThrowingTaskGroup(of: (Int, LoadPhase.Result, LoadConnection).self) { group in
            for index in started.indices {
                group.addTask {
                    let (result, line) = try await send(
                        prepared[index],
                        limit,
                        firstSerial: firstSerial,
                        over: started[index],
                        server,
                        on: loop
                    )
                    return (index, result, line)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (index, _, line) in ends { lines[index] = line }
        return ends.map(\.1)
    }

    /// One connection's share of a phase, on another connection when it is closed and that is wanted.
    private func send(
        _ requests: [PreparedRequest],
        _ limit: LoadPhase.Limit,
        firstSerial: Int,
        over first: LoadConnection,
        _ server: ServerAddress,
        on loop: any EventLoop
    ) async throws -> (LoadPhase.Result, LoadConnection) {
        let start = ContinuousClock.now
        var (total, line, serial) = (LoadPhase.Result(), first, firstSerial)
        while true {
            let rest: LoadPhase.Limit
            switch limit {
            case .count(let count):
                guard serial < firstSerial + count else { return (total, line) }
                rest = .count(firstSerial + count - serial)
            case .seconds(let seconds):
                let left = seconds - (start.duration(to: .now) / .seconds(1))
                guard left > 0 else { return (total, line) }
                rest = .seconds(left)
            }
            let result = try await line.run(requests, rest, firstSerial: serial).get()
            total.add(result)
            guard let unanswered = result.unanswered else { return (total, line) }
            guard reconnect else { throw LoadError(description: unanswered.why) }
            let answer: HTTPAnswer
            (answer, line) = try await again(unanswered, server, on: loop)
            total.interrupted += 1
            total.count(answer.status, answer.body, answer.body.firstRange(of: LoadHandler.issued) != nil)
            serial = unanswered.serial + 1
        }
    }

    /// Repeats a request on a new connection until it is answered, as a client does that has its submission key: for 30 s, also when the server is busy (503).
    private func again(_ request: LoadPhase.Unanswered, _ server: ServerAddress, on loop: any EventLoop) async throws -> (
        HTTPAnswer, LoadConnection
    ) {
        let start = ContinuousClock.now
        while true {
            var why = request.why
            do {
                let line = try await LoadConnection.open(to: server, on: loop)
                let answer = try await line.exchange(request.bytes).get()
                if answer.status != 503 { return (answer, line) }
                why = "HTTP 503"
                line.close()
            } catch {
                why = "\(error)"
            }
            guard start.duration(to: .now) < .seconds(30) else {
                throw LoadError(description: "Repeated for 30 s without an answer: \(why)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func authority(_ server: ServerAddress, _ line: LoadConnection) async throws -> String {
        if let ca { return ca }
        struct Named: Decodable { let name: String }
        let answer = try await line.exchange(server.get("/api/v1/authorities")).get()
        guard answer.status == 200, let first = try JSONDecoder().decode([Named].self, from: Data(answer.body)).first else {
            throw LoadError(description: "GET /api/v1/authorities answered \(answer.status); check --credentials, or give --ca.")
        }
        return first.name
    }

    /// The store's transactions so far, from the server's metrics; nil when they are not shown here.
    private func storeCommits(_ server: ServerAddress, _ line: LoadConnection) async throws -> Double? {
        let answer = try await line.exchange(server.get("/metrics")).get()
        guard answer.status == 200 else { return nil }
        for row in String(decoding: answer.body, as: UTF8.self).split(separator: "\n") where row.hasPrefix("chancery_store_commits_total") {
            return row.split(separator: " ").last.flatMap { Double($0) }
        }
        return nil
    }
}

/// The reason why no figures could be taken.
struct LoadError: Error, CustomStringConvertible {
    let description: String
}
