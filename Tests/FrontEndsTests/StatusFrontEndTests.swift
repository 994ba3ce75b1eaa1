import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import Metrics
import Testing
import WireProtocols

@Suite struct StatusFrontEndTests {
    @Test("healthz is 200 on both listeners; readyz follows the readiness")
    func health() async throws {
        let fixture = try await FrontEndFixture.make()
        #expect(try await fixture.call(.get, "/healthz", as: nil).status == .ok)
        #expect(try await fixture.plain(.get, "/healthz").status == .ok)
        #expect(try await fixture.call(.get, "/readyz", as: nil).status == .serviceUnavailable)
        fixture.readiness.becomeReady()
        #expect(try await fixture.call(.get, "/readyz", as: nil).status == .ok)
        fixture.readiness.fail("The store failed.")
        let answer = try await fixture.call(.get, "/readyz", as: nil)
        #expect(answer.status == .serviceUnavailable)
        #expect(String(decoding: answer.octets, as: UTF8.self).contains("The store failed."))
        #expect(try await fixture.call(.get, "/healthz", as: nil).status == .ok)
    }

    @Test("away from loopback, metrics need a sign-in and TLS")
    func metricsAreGuarded() async throws {
        let fixture = try await FrontEndFixture.make()
        // Without sockets there is no peer address, so this is not loopback.
        #expect(try await fixture.call(.get, "/metrics", as: nil).status == .unauthorized)
        #expect(try await fixture.plain(.get, "/metrics").status == .forbidden)
        let answer = try await fixture.call(.get, "/metrics", as: "alice")
        #expect(answer.status == .ok)
        let text = String(decoding: answer.octets, as: UTF8.self)
        #expect(text.contains(#"chancery_http_answers_total{listener="https",status="401"} 1"#))
    }

    @Test("counters, gauges and timers are shown as Prometheus text")
    func registry() {
        let registry = MetricsRegistry()
        let counter = registry.makeCounter(label: "requests.issued", dimensions: [("template", "a\"b")])
        counter.increment(by: 2)
        registry.makeCounter(label: "requests.issued", dimensions: [("template", "a\"b")]).increment(by: 1)
        registry.makeTimer(label: "sign", dimensions: []).recordNanoseconds(1_500_000_000)
        registry.makeRecorder(label: "open", dimensions: [], aggregate: false).record(Int64(7))
        #expect(
            registry.text == """
                # TYPE open gauge
                open 7
                # TYPE requests_issued counter
                requests_issued{template="a\\"b"} 3
                # TYPE sign summary
                sign_count 1
                sign_sum 1.5

                """
        )
    }
}
