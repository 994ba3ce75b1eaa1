extension PKITS {
    /// Sections 4.8 to 4.12: policies, the demands for them, and mappings.
    static let policies = """
        4.8.1 All Certificates Same Policy Test 1 part 1: valid, explicit
          GoodCACert ValidCertificatePathTest1EE | GoodCACRL
        4.8.1 All Certificates Same Policy Test 1 part 2: valid, of 1, explicit
          GoodCACert ValidCertificatePathTest1EE | GoodCACRL
        4.8.1 All Certificates Same Policy Test 1 part 3: invalid, of 2, explicit
          GoodCACert ValidCertificatePathTest1EE | GoodCACRL
        4.8.1 All Certificates Same Policy Test 1 part 4: valid, of 1 2, explicit
          GoodCACert ValidCertificatePathTest1EE | GoodCACRL
        4.8.2 All Certificates No Policies Test 2 part 1: valid, gives none
          NoPoliciesCACert AllCertificatesNoPoliciesTest2EE | NoPoliciesCACRL
        4.8.2 All Certificates No Policies Test 2 part 2: invalid, explicit
          NoPoliciesCACert AllCertificatesNoPoliciesTest2EE | NoPoliciesCACRL
        4.8.3 Different Policies Test 3 part 1: valid, gives none
          GoodCACert PoliciesP2subCACert DifferentPoliciesTest3EE | GoodCACRL PoliciesP2subCACRL
        4.8.3 Different Policies Test 3 part 2: invalid, explicit
          GoodCACert PoliciesP2subCACert DifferentPoliciesTest3EE | GoodCACRL PoliciesP2subCACRL
        4.8.3 Different Policies Test 3 part 3: invalid, of 1 2, explicit
          GoodCACert PoliciesP2subCACert DifferentPoliciesTest3EE | GoodCACRL PoliciesP2subCACRL
        4.8.4 Different Policies Test 4: invalid
          GoodCACert GoodsubCACert DifferentPoliciesTest4EE | GoodCACRL GoodsubCACRL
        4.8.5 Different Policies Test 5: invalid
          GoodCACert PoliciesP2subCA2Cert DifferentPoliciesTest5EE | GoodCACRL PoliciesP2subCA2CRL
        4.8.6 Overlapping Policies Test 6 part 1: valid
          PoliciesP1234CACert PoliciesP1234subCAP123Cert PoliciesP1234subsubCAP123P12Cert OverlappingPoliciesTest6EE |
          PoliciesP1234CACRL PoliciesP1234subCAP123CRL PoliciesP1234subsubCAP123P12CRL
        4.8.6 Overlapping Policies Test 6 part 2: valid, of 1
          PoliciesP1234CACert PoliciesP1234subCAP123Cert PoliciesP1234subsubCAP123P12Cert OverlappingPoliciesTest6EE |
          PoliciesP1234CACRL PoliciesP1234subCAP123CRL PoliciesP1234subsubCAP123P12CRL
        4.8.6 Overlapping Policies Test 6 part 3: invalid, of 2
          PoliciesP1234CACert PoliciesP1234subCAP123Cert PoliciesP1234subsubCAP123P12Cert OverlappingPoliciesTest6EE |
          PoliciesP1234CACRL PoliciesP1234subCAP123CRL PoliciesP1234subsubCAP123P12CRL
        4.8.7 Different Policies Test 7: invalid
          PoliciesP123CACert PoliciesP123subCAP12Cert PoliciesP123subsubCAP12P1Cert DifferentPoliciesTest7EE | PoliciesP123CACRL
          PoliciesP123subCAP12CRL PoliciesP123subsubCAP12P1CRL
        4.8.8 Different Policies Test 8: invalid
          PoliciesP12CACert PoliciesP12subCAP1Cert PoliciesP12subsubCAP1P2Cert DifferentPoliciesTest8EE | PoliciesP12CACRL
          PoliciesP12subCAP1CRL PoliciesP12subsubCAP1P2CRL
        4.8.9 Different Policies Test 9: invalid
          PoliciesP123CACert PoliciesP123subCAP12Cert PoliciesP123subsubCAP12P2Cert PoliciesP123subsubsubCAP12P2P1Cert
          DifferentPoliciesTest9EE | PoliciesP123CACRL PoliciesP123subCAP12CRL PoliciesP123subsubCAP2P2CRL
          PoliciesP123subsubsubCAP12P2P1CRL
        4.8.10 All Certificates Same Policies Test 10 part 1: valid, gives 1 2
          PoliciesP12CACert AllCertificatesSamePoliciesTest10EE | PoliciesP12CACRL
        4.8.10 All Certificates Same Policies Test 10 part 2: valid, of 1
          PoliciesP12CACert AllCertificatesSamePoliciesTest10EE | PoliciesP12CACRL
        4.8.10 All Certificates Same Policies Test 10 part 3: valid, of 2, gives 2
          PoliciesP12CACert AllCertificatesSamePoliciesTest10EE | PoliciesP12CACRL
        4.8.11 All Certificates Any Policy Test 11 part 1: valid, gives any
          anyPolicyCACert AllCertificatesanyPolicyTest11EE | anyPolicyCACRL
        4.8.11 All Certificates Any Policy Test 11 part 2: valid, of 1
          anyPolicyCACert AllCertificatesanyPolicyTest11EE | anyPolicyCACRL
        4.8.12 Different Policies Test 12: invalid
          PoliciesP3CACert DifferentPoliciesTest12EE | PoliciesP3CACRL
        4.8.13 All Certificates Same Policies Test 13 part 1: valid, of 1
          PoliciesP123CACert AllCertificatesSamePoliciesTest13EE | PoliciesP123CACRL
        4.8.13 All Certificates Same Policies Test 13 part 2: valid, of 2, gives 2
          PoliciesP123CACert AllCertificatesSamePoliciesTest13EE | PoliciesP123CACRL
        4.8.13 All Certificates Same Policies Test 13 part 3: valid, of 3, gives 3
          PoliciesP123CACert AllCertificatesSamePoliciesTest13EE | PoliciesP123CACRL
        4.8.14 Any Policy Test 14 part 1: valid, of 1
          anyPolicyCACert AnyPolicyTest14EE | anyPolicyCACRL
        4.8.14 Any Policy Test 14 part 2: invalid, of 2
          anyPolicyCACert AnyPolicyTest14EE | anyPolicyCACRL
        4.8.15 User Notice Qualifier Test 15: valid
          UserNoticeQualifierTest15EE |
        4.8.16 User Notice Qualifier Test 16: valid
          GoodCACert UserNoticeQualifierTest16EE | GoodCACRL
        4.8.17 User Notice Qualifier Test 17: valid
          GoodCACert UserNoticeQualifierTest17EE | GoodCACRL
        4.8.18 User Notice Qualifier Test 18 part 1: valid, of 1
          PoliciesP12CACert UserNoticeQualifierTest18EE | PoliciesP12CACRL
        4.8.18 User Notice Qualifier Test 18 part 2: valid, of 2, gives 2
          PoliciesP12CACert UserNoticeQualifierTest18EE | PoliciesP12CACRL
        4.8.19 User Notice Qualifier Test 19: valid
          UserNoticeQualifierTest19EE |
        4.8.20 CPSPointer Qualifier Test 20: valid, of 1, explicit
          GoodCACert CPSPointerQualifierTest20EE | GoodCACRL
        4.9.1 Valid Require Explicit Policy Test 1: valid, gives none
          requireExplicitPolicy10CACert requireExplicitPolicy10subCACert requireExplicitPolicy10subsubCACert
          requireExplicitPolicy10subsubsubCACert ValidrequireExplicitPolicyTest1EE | requireExplicitPolicy10CACRL
          requireExplicitPolicy10subCACRL requireExplicitPolicy10subsubCACRL requireExplicitPolicy10subsubsubCACRL
        4.9.2 Valid Require Explicit Policy Test 2: valid, gives none
          requireExplicitPolicy5CACert requireExplicitPolicy5subCACert requireExplicitPolicy5subsubCACert
          requireExplicitPolicy5subsubsubCACert ValidrequireExplicitPolicyTest2EE | requireExplicitPolicy5CACRL
          requireExplicitPolicy5subCACRL requireExplicitPolicy5subsubCACRL requireExplicitPolicy5subsubsubCACRL
        4.9.3 Invalid Require Explicit Policy Test 3: invalid
          requireExplicitPolicy4CACert requireExplicitPolicy4subCACert requireExplicitPolicy4subsubCACert
          requireExplicitPolicy4subsubsubCACert InvalidrequireExplicitPolicyTest3EE | requireExplicitPolicy4CACRL
          requireExplicitPolicy4subCACRL requireExplicitPolicy4subsubCACRL requireExplicitPolicy4subsubsubCACRL
        4.9.4 Valid Require Explicit Policy Test 4: valid
          requireExplicitPolicy0CACert requireExplicitPolicy0subCACert requireExplicitPolicy0subsubCACert
          requireExplicitPolicy0subsubsubCACert ValidrequireExplicitPolicyTest4EE | requireExplicitPolicy0CACRL
          requireExplicitPolicy0subCACRL requireExplicitPolicy0subsubCACRL requireExplicitPolicy0subsubsubCACRL
        4.9.5 Invalid Require Explicit Policy Test 5: invalid
          requireExplicitPolicy7CACert requireExplicitPolicy7subCARE2Cert requireExplicitPolicy7subsubCARE2RE4Cert
          requireExplicitPolicy7subsubsubCARE2RE4Cert InvalidrequireExplicitPolicyTest5EE | requireExplicitPolicy7CACRL
          requireExplicitPolicy7subCARE2CRL requireExplicitPolicy7subsubCARE2RE4CRL requireExplicitPolicy7subsubsubCARE2RE4CRL
        4.9.6 Valid Self Issuedrequire Explicit Policy Test 6: valid, gives none
          requireExplicitPolicy2CACert requireExplicitPolicy2SelfIssuedCACert ValidSelfIssuedrequireExplicitPolicyTest6EE |
          requireExplicitPolicy2CACRL
        4.9.7 Invalid Self Issuedrequire Explicit Policy Test 7: invalid
          requireExplicitPolicy2CACert requireExplicitPolicy2SelfIssuedCACert requireExplicitPolicy2subCACert
          InvalidSelfIssuedrequireExplicitPolicyTest7EE | requireExplicitPolicy2CACRL requireExplicitPolicy2subCACRL
        4.9.8 Invalid Self Issuedrequire Explicit Policy Test 8: invalid
          requireExplicitPolicy2CACert requireExplicitPolicy2SelfIssuedCACert requireExplicitPolicy2subCACert
          requireExplicitPolicy2SelfIssuedsubCACert InvalidSelfIssuedrequireExplicitPolicyTest8EE | requireExplicitPolicy2CACRL
          requireExplicitPolicy2subCACRL
        4.10.1 Valid Policy Mapping Test 1 part 1: valid, of 1
          Mapping1to2CACert ValidPolicyMappingTest1EE | Mapping1to2CACRL
        4.10.1 Valid Policy Mapping Test 1 part 2: invalid, of 2
          Mapping1to2CACert ValidPolicyMappingTest1EE | Mapping1to2CACRL
        4.10.1 Valid Policy Mapping Test 1 part 3: invalid, no-mapping
          Mapping1to2CACert ValidPolicyMappingTest1EE | Mapping1to2CACRL
        4.10.2 Invalid Policy Mapping Test 2 part 1: invalid
          Mapping1to2CACert InvalidPolicyMappingTest2EE | Mapping1to2CACRL
        4.10.2 Invalid Policy Mapping Test 2 part 2: invalid, no-mapping
          Mapping1to2CACert InvalidPolicyMappingTest2EE | Mapping1to2CACRL
        4.10.3 Valid Policy Mapping Test 3 part 1: invalid, of 1
          P12Mapping1to3CACert P12Mapping1to3subCACert P12Mapping1to3subsubCACert ValidPolicyMappingTest3EE | P12Mapping1to3CACRL
          P12Mapping1to3subCACRL P12Mapping1to3subsubCACRL
        4.10.3 Valid Policy Mapping Test 3 part 2: valid, of 2, gives 2
          P12Mapping1to3CACert P12Mapping1to3subCACert P12Mapping1to3subsubCACert ValidPolicyMappingTest3EE | P12Mapping1to3CACRL
          P12Mapping1to3subCACRL P12Mapping1to3subsubCACRL
        4.10.4 Invalid Policy Mapping Test 4: invalid
          P12Mapping1to3CACert P12Mapping1to3subCACert P12Mapping1to3subsubCACert InvalidPolicyMappingTest4EE | P12Mapping1to3CACRL
          P12Mapping1to3subCACRL P12Mapping1to3subsubCACRL
        4.10.5 Valid Policy Mapping Test 5 part 1: valid, of 1
          P1Mapping1to234CACert P1Mapping1to234subCACert ValidPolicyMappingTest5EE | P1Mapping1to234CACRL P1Mapping1to234subCACRL
        4.10.5 Valid Policy Mapping Test 5 part 2: invalid, of 6
          P1Mapping1to234CACert P1Mapping1to234subCACert ValidPolicyMappingTest5EE | P1Mapping1to234CACRL P1Mapping1to234subCACRL
        4.10.6 Valid Policy Mapping Test 6 part 1: valid, of 1
          P1Mapping1to234CACert P1Mapping1to234subCACert ValidPolicyMappingTest6EE | P1Mapping1to234CACRL P1Mapping1to234subCACRL
        4.10.6 Valid Policy Mapping Test 6 part 2: invalid, of 6
          P1Mapping1to234CACert P1Mapping1to234subCACert ValidPolicyMappingTest6EE | P1Mapping1to234CACRL P1Mapping1to234subCACRL
        4.10.7 Invalid Mapping Fromany Policy Test 7: invalid
          MappingFromanyPolicyCACert InvalidMappingFromanyPolicyTest7EE | MappingFromanyPolicyCACRL
        4.10.8 Invalid Mapping Toany Policy Test 8: invalid
          MappingToanyPolicyCACert InvalidMappingToanyPolicyTest8EE | MappingToanyPolicyCACRL
        4.10.9 Valid Policy Mapping Test 9: valid
          PanyPolicyMapping1to2CACert ValidPolicyMappingTest9EE | PanyPolicyMapping1to2CACRL
        4.10.10 Invalid Policy Mapping Test 10: invalid
          GoodCACert GoodsubCAPanyPolicyMapping1to2CACert InvalidPolicyMappingTest10EE | GoodCACRL GoodsubCAPanyPolicyMapping1to2CACRL
        4.10.11 Valid Policy Mapping Test 11: valid
          GoodCACert GoodsubCAPanyPolicyMapping1to2CACert ValidPolicyMappingTest11EE | GoodCACRL GoodsubCAPanyPolicyMapping1to2CACRL
        4.10.12 Valid Policy Mapping Test 12 part 1: valid, of 1
          P12Mapping1to3CACert ValidPolicyMappingTest12EE | P12Mapping1to3CACRL
        4.10.12 Valid Policy Mapping Test 12 part 2: valid, of 2, gives 2
          P12Mapping1to3CACert ValidPolicyMappingTest12EE | P12Mapping1to3CACRL
        4.10.13 Valid Policy Mapping Test 13 part 1: valid
          P1anyPolicyMapping1to2CACert ValidPolicyMappingTest13EE | P1anyPolicyMapping1to2CACRL
        4.10.13 Valid Policy Mapping Test 13 part 2: valid, of 1 2
          P1anyPolicyMapping1to2CACert ValidPolicyMappingTest13EE | P1anyPolicyMapping1to2CACRL
        4.10.13 Valid Policy Mapping Test 13 part 3: invalid, of 2
          P1anyPolicyMapping1to2CACert ValidPolicyMappingTest13EE | P1anyPolicyMapping1to2CACRL
        4.10.14 Valid Policy Mapping Test 14: valid
          P1anyPolicyMapping1to2CACert ValidPolicyMappingTest14EE | P1anyPolicyMapping1to2CACRL
        4.11.1 Invalidinhibit Policy Mapping Test 1: invalid
          inhibitPolicyMapping0CACert inhibitPolicyMapping0subCACert InvalidinhibitPolicyMappingTest1EE | inhibitPolicyMapping0CACRL
          inhibitPolicyMapping0subCACRL
        4.11.2 Validinhibit Policy Mapping Test 2: valid
          inhibitPolicyMapping1P12CACert inhibitPolicyMapping1P12subCACert ValidinhibitPolicyMappingTest2EE |
          inhibitPolicyMapping1P12CACRL inhibitPolicyMapping1P12subCACRL
        4.11.3 Invalidinhibit Policy Mapping Test 3: invalid
          inhibitPolicyMapping1P12CACert inhibitPolicyMapping1P12subCACert inhibitPolicyMapping1P12subsubCACert
          InvalidinhibitPolicyMappingTest3EE | inhibitPolicyMapping1P12CACRL inhibitPolicyMapping1P12subCACRL
          inhibitPolicyMapping1P12subsubCACRL
        4.11.4 Validinhibit Policy Mapping Test 4: valid, gives 2
          inhibitPolicyMapping1P12CACert inhibitPolicyMapping1P12subCACert inhibitPolicyMapping1P12subsubCACert
          ValidinhibitPolicyMappingTest4EE | inhibitPolicyMapping1P12CACRL inhibitPolicyMapping1P12subCACRL
          inhibitPolicyMapping1P12subsubCACRL
        4.11.5 Invalidinhibit Policy Mapping Test 5: invalid
          inhibitPolicyMapping5CACert inhibitPolicyMapping5subCACert inhibitPolicyMapping5subsubCACert
          inhibitPolicyMapping5subsubsubCACert InvalidinhibitPolicyMappingTest5EE | inhibitPolicyMapping5CACRL
          inhibitPolicyMapping5subCACRL inhibitPolicyMapping5subsubCACRL inhibitPolicyMapping5subsubsubCACRL
        4.11.6 Invalidinhibit Policy Mapping Test 6: invalid
          inhibitPolicyMapping1P12CACert inhibitPolicyMapping1P12subCAIPM5Cert inhibitPolicyMapping1P12subsubCAIPM5Cert
          InvalidinhibitPolicyMappingTest6EE | inhibitPolicyMapping1P12CACRL inhibitPolicyMapping1P12subCAIPM5CRL
          inhibitPolicyMapping1P12subsubCAIPM5CRL
        4.11.7 Valid Self Issuedinhibit Policy Mapping Test 7: valid
          inhibitPolicyMapping1P1CACert inhibitPolicyMapping1P1SelfIssuedCACert inhibitPolicyMapping1P1subCACert
          ValidSelfIssuedinhibitPolicyMappingTest7EE | inhibitPolicyMapping1P1CACRL inhibitPolicyMapping1P1subCACRL
        4.11.8 Invalid Self Issuedinhibit Policy Mapping Test 8: invalid
          inhibitPolicyMapping1P1CACert inhibitPolicyMapping1P1SelfIssuedCACert inhibitPolicyMapping1P1subCACert
          inhibitPolicyMapping1P1subsubCACert InvalidSelfIssuedinhibitPolicyMappingTest8EE | inhibitPolicyMapping1P1CACRL
          inhibitPolicyMapping1P1subCACRL inhibitPolicyMapping1P1subsubCACRL
        4.11.9 Invalid Self Issuedinhibit Policy Mapping Test 9: invalid
          inhibitPolicyMapping1P1CACert inhibitPolicyMapping1P1SelfIssuedCACert inhibitPolicyMapping1P1subCACert
          inhibitPolicyMapping1P1subsubCACert InvalidSelfIssuedinhibitPolicyMappingTest9EE | inhibitPolicyMapping1P1CACRL
          inhibitPolicyMapping1P1subCACRL inhibitPolicyMapping1P1subsubCACRL
        4.11.10 Invalid Self Issuedinhibit Policy Mapping Test 10: invalid
          inhibitPolicyMapping1P1CACert inhibitPolicyMapping1P1SelfIssuedCACert inhibitPolicyMapping1P1subCACert
          inhibitPolicyMapping1P1SelfIssuedsubCACert InvalidSelfIssuedinhibitPolicyMappingTest10EE | inhibitPolicyMapping1P1CACRL
          inhibitPolicyMapping1P1subCACRL
        4.11.11 Invalid Self Issuedinhibit Policy Mapping Test 11: invalid
          inhibitPolicyMapping1P1CACert inhibitPolicyMapping1P1SelfIssuedCACert inhibitPolicyMapping1P1subCACert
          inhibitPolicyMapping1P1SelfIssuedsubCACert InvalidSelfIssuedinhibitPolicyMappingTest11EE | inhibitPolicyMapping1P1CACRL
          inhibitPolicyMapping1P1subCACRL
        4.12.1 Invalidinhibit Any Policy Test 1: invalid
          inhibitAnyPolicy0CACert InvalidinhibitAnyPolicyTest1EE | inhibitAnyPolicy0CACRL
        4.12.2 Validinhibit Any Policy Test 2: valid
          inhibitAnyPolicy0CACert ValidinhibitAnyPolicyTest2EE | inhibitAnyPolicy0CACRL
        4.12.3 inhibit Any Policy Test 3 part 1: valid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1subCA1Cert inhibitAnyPolicyTest3EE | inhibitAnyPolicy1CACRL
          inhibitAnyPolicy1subCA1CRL
        4.12.3 inhibit Any Policy Test 3 part 2: invalid, no-any
          inhibitAnyPolicy1CACert inhibitAnyPolicy1subCA1Cert inhibitAnyPolicyTest3EE | inhibitAnyPolicy1CACRL
          inhibitAnyPolicy1subCA1CRL
        4.12.4 Invalidinhibit Any Policy Test 4: invalid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1subCA1Cert InvalidinhibitAnyPolicyTest4EE | inhibitAnyPolicy1CACRL
          inhibitAnyPolicy1subCA1CRL
        4.12.5 Invalidinhibit Any Policy Test 5: invalid
          inhibitAnyPolicy5CACert inhibitAnyPolicy5subCACert inhibitAnyPolicy5subsubCACert InvalidinhibitAnyPolicyTest5EE |
          inhibitAnyPolicy5CACRL inhibitAnyPolicy5subCACRL inhibitAnyPolicy5subsubCACRL
        4.12.6 Invalidinhibit Any Policy Test 6: invalid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1subCAIAP5Cert InvalidinhibitAnyPolicyTest6EE | inhibitAnyPolicy1CACRL
          inhibitAnyPolicy1subCAIAP5CRL
        4.12.7 Valid Self Issuedinhibit Any Policy Test 7: valid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1SelfIssuedCACert inhibitAnyPolicy1subCA2Cert ValidSelfIssuedinhibitAnyPolicyTest7EE
          | inhibitAnyPolicy1CACRL inhibitAnyPolicy1subCA2CRL
        4.12.8 Invalid Self Issuedinhibit Any Policy Test 8: invalid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1SelfIssuedCACert inhibitAnyPolicy1subCA2Cert inhibitAnyPolicy1subsubCA2Cert
          InvalidSelfIssuedinhibitAnyPolicyTest8EE | inhibitAnyPolicy1CACRL inhibitAnyPolicy1subCA2CRL inhibitAnyPolicy1subsubCA2CRL
        4.12.9 Valid Self Issuedinhibit Any Policy Test 9: valid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1SelfIssuedCACert inhibitAnyPolicy1subCA2Cert inhibitAnyPolicy1SelfIssuedsubCA2Cert
          ValidSelfIssuedinhibitAnyPolicyTest9EE | inhibitAnyPolicy1CACRL inhibitAnyPolicy1subCA2CRL
        4.12.10 Invalid Self Issuedinhibit Any Policy Test 10: invalid
          inhibitAnyPolicy1CACert inhibitAnyPolicy1SelfIssuedCACert inhibitAnyPolicy1subCA2Cert
          InvalidSelfIssuedinhibitAnyPolicyTest10EE | inhibitAnyPolicy1CACRL inhibitAnyPolicy1subCA2CRL
        """
}
