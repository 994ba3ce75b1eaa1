import CAInterface
import Foundation
import PKIDirectory
import Testing
import WireProtocols

@Suite struct AdministrationBodyTests {
    @Test("a member of a change that is absent keeps, null clears and text sets; what is written is read back")
    func update() throws {
        let body = try PrincipalUpdateBody(json: Array(#"{"enabled":false,"mail":null,"upn":"a@b"}"#.utf8))
        #expect(body.update == PrincipalUpdate(enabled: false, mail: .clear, userPrincipalName: .set("a@b")))
        let again = try PrincipalUpdateBody(json: Array(try JSONEncoder().encode(body)))
        #expect(again == body)
        #expect(try PrincipalUpdateBody(json: Array("{}".utf8)).update == PrincipalUpdate())
    }

    @Test(
        "a change with an unknown member, a wrong kind or a meaningless null names the field",
        arguments: [
            (#"{"enabled":null}"#, "enabled"), (#"{"enabled":"yes"}"#, "enabled"), (#"{"mail":1}"#, "mail"), (#"{"Mail":"x"}"#, "Mail"),
            (#"{"displayName":[]}"#, "displayName"), ("[]", "body"),
        ]
    )
    func badUpdates(_ json: String, field: String) {
        let fault = #expect(throws: BodyError.self) { try PrincipalUpdateBody(json: Array(json.utf8)) }
        #expect(fault?.field == field)
    }

    @Test(
        "settings that are unknown, null or of another kind name the field",
        arguments: [
            (#"{"singleoperator":true}"#, "singleoperator"), (#"{"singleOperator":null}"#, "singleOperator"),
            (#"{"crlPeriodSeconds":1.5}"#, "crlPeriodSeconds"), (#"{"crlPeriodSeconds":1e3}"#, "crlPeriodSeconds"),
            (#"{"crlValiditySeconds":99999999999999999999}"#, "crlValiditySeconds"), (#"{"crlValiditySeconds":"7"}"#, "crlValiditySeconds"),
            (#"{"publicAddress":1}"#, "publicAddress"),
        ]
    )
    func badSettings(_ json: String, field: String) {
        let fault = #expect(throws: BodyError.self) { try AuthoritySettingsUpdate(json: Array(json.utf8)) }
        #expect(fault?.field == field)
    }

    @Test("a password call needs its password, and takes nothing unknown")
    func password() throws {
        #expect(try PasswordBody(json: Array(#"{"password":"a","oldPassword":null}"#.utf8)) == PasswordBody(password: "a"))
        for json in [#"{"oldPassword":"a"}"#, #"{"password":"a","old":"b"}"#, #"{"password":null}"#] {
            #expect(throws: BodyError.self) { try PasswordBody(json: Array(json.utf8)) }
        }
    }
}
