extension PKITS {
    /// Sections 4.13 to 4.16: name constraints, distribution points, delta lists, private extensions.
    static let names = """
        4.13.1 Valid DNname Constraints Test 1: valid
          nameConstraintsDN1CACert ValidDNnameConstraintsTest1EE | nameConstraintsDN1CACRL
        4.13.2 Invalid DNname Constraints Test 2: invalid
          nameConstraintsDN1CACert InvalidDNnameConstraintsTest2EE | nameConstraintsDN1CACRL
        4.13.3 Invalid DNname Constraints Test 3: invalid
          nameConstraintsDN1CACert InvalidDNnameConstraintsTest3EE | nameConstraintsDN1CACRL
        4.13.4 Valid DNname Constraints Test 4: valid
          nameConstraintsDN1CACert ValidDNnameConstraintsTest4EE | nameConstraintsDN1CACRL
        4.13.5 Valid DNname Constraints Test 5: valid
          nameConstraintsDN2CACert ValidDNnameConstraintsTest5EE | nameConstraintsDN2CACRL
        4.13.6 Valid DNname Constraints Test 6: valid
          nameConstraintsDN3CACert ValidDNnameConstraintsTest6EE | nameConstraintsDN3CACRL
        4.13.7 Invalid DNname Constraints Test 7: invalid
          nameConstraintsDN3CACert InvalidDNnameConstraintsTest7EE | nameConstraintsDN3CACRL
        4.13.8 Invalid DNname Constraints Test 8: invalid
          nameConstraintsDN4CACert InvalidDNnameConstraintsTest8EE | nameConstraintsDN4CACRL
        4.13.9 Invalid DNname Constraints Test 9: invalid
          nameConstraintsDN4CACert InvalidDNnameConstraintsTest9EE | nameConstraintsDN4CACRL
        4.13.10 Invalid DNname Constraints Test 10: invalid
          nameConstraintsDN5CACert InvalidDNnameConstraintsTest10EE | nameConstraintsDN5CACRL
        4.13.11 Valid DNname Constraints Test 11: valid
          nameConstraintsDN5CACert ValidDNnameConstraintsTest11EE | nameConstraintsDN5CACRL
        4.13.12 Invalid DNname Constraints Test 12: invalid
          nameConstraintsDN1CACert nameConstraintsDN1subCA1Cert InvalidDNnameConstraintsTest12EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA1CRL
        4.13.13 Invalid DNname Constraints Test 13: invalid
          nameConstraintsDN1CACert nameConstraintsDN1subCA2Cert InvalidDNnameConstraintsTest13EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA2CRL
        4.13.14 Valid DNname Constraints Test 14: valid
          nameConstraintsDN1CACert nameConstraintsDN1subCA2Cert ValidDNnameConstraintsTest14EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA2CRL
        4.13.15 Invalid DNname Constraints Test 15: invalid
          nameConstraintsDN3CACert nameConstraintsDN3subCA1Cert InvalidDNnameConstraintsTest15EE | nameConstraintsDN3CACRL
          nameConstraintsDN3subCA1CRL
        4.13.16 Invalid DNname Constraints Test 16: invalid
          nameConstraintsDN3CACert nameConstraintsDN3subCA1Cert InvalidDNnameConstraintsTest16EE | nameConstraintsDN3CACRL
          nameConstraintsDN3subCA1CRL
        4.13.17 Invalid DNname Constraints Test 17: invalid
          nameConstraintsDN3CACert nameConstraintsDN3subCA2Cert InvalidDNnameConstraintsTest17EE | nameConstraintsDN3CACRL
          nameConstraintsDN3subCA2CRL
        4.13.18 Valid DNname Constraints Test 18: valid
          nameConstraintsDN3CACert nameConstraintsDN3subCA2Cert ValidDNnameConstraintsTest18EE | nameConstraintsDN3CACRL
          nameConstraintsDN3subCA2CRL
        4.13.19 Valid Self Issued DNname Constraints Test 19: valid
          nameConstraintsDN1CACert nameConstraintsDN1SelfIssuedCACert ValidDNnameConstraintsTest19EE | nameConstraintsDN1CACRL
        4.13.20 Invalid Self Issued DNname Constraints Test 20: invalid
          nameConstraintsDN1CACert InvalidDNnameConstraintsTest20EE | nameConstraintsDN1CACRL
        4.13.21 Valid RFC822name Constraints Test 21: valid
          nameConstraintsRFC822CA1Cert ValidRFC822nameConstraintsTest21EE | nameConstraintsRFC822CA1CRL
        4.13.22 Invalid RFC822name Constraints Test 22: invalid
          nameConstraintsRFC822CA1Cert InvalidRFC822nameConstraintsTest22EE | nameConstraintsRFC822CA1CRL
        4.13.23 Valid RFC822name Constraints Test 23: valid
          nameConstraintsRFC822CA2Cert ValidRFC822nameConstraintsTest23EE | nameConstraintsRFC822CA2CRL
        4.13.24 Invalid RFC822name Constraints Test 24: invalid
          nameConstraintsRFC822CA2Cert InvalidRFC822nameConstraintsTest24EE | nameConstraintsRFC822CA2CRL
        4.13.25 Valid RFC822name Constraints Test 25: valid
          nameConstraintsRFC822CA3Cert ValidRFC822nameConstraintsTest25EE | nameConstraintsRFC822CA3CRL
        4.13.26 Invalid RFC822name Constraints Test 26: invalid
          nameConstraintsRFC822CA3Cert InvalidRFC822nameConstraintsTest26EE | nameConstraintsRFC822CA3CRL
        4.13.27 Valid DNand RFC822name Constraints Test 27: valid
          nameConstraintsDN1CACert nameConstraintsDN1subCA3Cert ValidDNandRFC822nameConstraintsTest27EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA3CRL
        4.13.28 Invalid DNand RFC822name Constraints Test 28: invalid
          nameConstraintsDN1CACert nameConstraintsDN1subCA3Cert InvalidDNandRFC822nameConstraintsTest28EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA3CRL
        4.13.29 Invalid DNand RFC822name Constraints Test 29: invalid
          nameConstraintsDN1CACert nameConstraintsDN1subCA3Cert InvalidDNandRFC822nameConstraintsTest29EE | nameConstraintsDN1CACRL
          nameConstraintsDN1subCA3CRL
        4.13.30 Valid DNSname Constraints Test 30: valid
          nameConstraintsDNS1CACert ValidDNSnameConstraintsTest30EE | nameConstraintsDNS1CACRL
        4.13.31 Invalid DNSname Constraints Test 31: invalid
          nameConstraintsDNS1CACert InvalidDNSnameConstraintsTest31EE | nameConstraintsDNS1CACRL
        4.13.32 Valid DNSname Constraints Test 32: valid
          nameConstraintsDNS2CACert ValidDNSnameConstraintsTest32EE | nameConstraintsDNS2CACRL
        4.13.33 Invalid DNSname Constraints Test 33: invalid
          nameConstraintsDNS2CACert InvalidDNSnameConstraintsTest33EE | nameConstraintsDNS2CACRL
        4.13.34 Valid URIname Constraints Test 34: valid
          nameConstraintsURI1CACert ValidURInameConstraintsTest34EE | nameConstraintsURI1CACRL
        4.13.35 Invalid URIname Constraints Test 35: invalid
          nameConstraintsURI1CACert InvalidURInameConstraintsTest35EE | nameConstraintsURI1CACRL
        4.13.36 Valid URIname Constraints Test 36: valid
          nameConstraintsURI2CACert ValidURInameConstraintsTest36EE | nameConstraintsURI2CACRL
        4.13.37 Invalid URIname Constraints Test 37: invalid
          nameConstraintsURI2CACert InvalidURInameConstraintsTest37EE | nameConstraintsURI2CACRL
        4.13.38 Invalid DNSname Constraints Test 38: invalid
          nameConstraintsDNS1CACert InvalidDNSnameConstraintsTest38EE | nameConstraintsDNS1CACRL
        4.14.1 Validdistribution Point Test 1: valid
          distributionPoint1CACert ValiddistributionPointTest1EE | distributionPoint1CACRL
        4.14.2 Invaliddistribution Point Test 2: invalid
          distributionPoint1CACert InvaliddistributionPointTest2EE | distributionPoint1CACRL
        4.14.3 Invaliddistribution Point Test 3: invalid
          distributionPoint1CACert InvaliddistributionPointTest3EE | distributionPoint1CACRL
        4.14.4 Validdistribution Point Test 4: valid
          distributionPoint1CACert ValiddistributionPointTest4EE | distributionPoint1CACRL
        4.14.5 Validdistribution Point Test 5: valid
          distributionPoint2CACert ValiddistributionPointTest5EE | distributionPoint2CACRL
        4.14.6 Invaliddistribution Point Test 6: invalid
          distributionPoint2CACert InvaliddistributionPointTest6EE | distributionPoint2CACRL
        4.14.7 Validdistribution Point Test 7: valid
          distributionPoint2CACert ValiddistributionPointTest7EE | distributionPoint2CACRL
        4.14.8 Invaliddistribution Point Test 8: invalid
          distributionPoint2CACert InvaliddistributionPointTest8EE | distributionPoint2CACRL
        4.14.9 Invaliddistribution Point Test 9: invalid
          distributionPoint2CACert InvaliddistributionPointTest9EE | distributionPoint2CACRL
        4.14.10 Valid Noissuing Distribution Point Test 10: valid
          NoissuingDistributionPointCACert ValidNoissuingDistributionPointTest10EE | NoissuingDistributionPointCACRL
        4.14.11 Invalidonly Contains User Certs CRL Test 11: invalid
          onlyContainsUserCertsCACert InvalidonlyContainsUserCertsTest11EE | onlyContainsUserCertsCACRL
        4.14.12 Invalidonly Contains CACerts CRL Test 12: invalid
          onlyContainsCACertsCACert InvalidonlyContainsCACertsTest12EE | onlyContainsCACertsCACRL
        4.14.13 Validonly Contains CACerts CRL Test 13: valid
          onlyContainsCACertsCACert ValidonlyContainsCACertsTest13EE | onlyContainsCACertsCACRL
        4.14.14 Invalidonly Contains Attribute Certs Test 14: invalid
          onlyContainsAttributeCertsCACert InvalidonlyContainsAttributeCertsTest14EE | onlyContainsAttributeCertsCACRL
        4.14.15 Invalidonly Some Reasons Test 15: invalid
          onlySomeReasonsCA1Cert InvalidonlySomeReasonsTest15EE | onlySomeReasonsCA1compromiseCRL onlySomeReasonsCA1otherreasonsCRL
        4.14.16 Invalidonly Some Reasons Test 16: invalid
          onlySomeReasonsCA1Cert InvalidonlySomeReasonsTest16EE | onlySomeReasonsCA1compromiseCRL onlySomeReasonsCA1otherreasonsCRL
        4.14.17 Invalidonly Some Reasons Test 17: invalid
          onlySomeReasonsCA2Cert InvalidonlySomeReasonsTest17EE | onlySomeReasonsCA2CRL1 onlySomeReasonsCA2CRL2
        4.14.18 Validonly Some Reasons Test 18: valid
          onlySomeReasonsCA3Cert ValidonlySomeReasonsTest18EE | onlySomeReasonsCA3compromiseCRL onlySomeReasonsCA3otherreasonsCRL
        4.14.19 Validonly Some Reasons Test 19: valid
          onlySomeReasonsCA4Cert ValidonlySomeReasonsTest19EE | onlySomeReasonsCA4compromiseCRL onlySomeReasonsCA4otherreasonsCRL
        4.14.20 Invalidonly Some Reasons Test 20: invalid
          onlySomeReasonsCA4Cert InvalidonlySomeReasonsTest20EE | onlySomeReasonsCA4compromiseCRL onlySomeReasonsCA4otherreasonsCRL
        4.14.21 Invalidonly Some Reasons Test 21: invalid
          onlySomeReasonsCA4Cert InvalidonlySomeReasonsTest21EE | onlySomeReasonsCA4compromiseCRL onlySomeReasonsCA4otherreasonsCRL
        4.14.22 Valid IDPwithindirect CRL Test 22: valid
          indirectCRLCA1Cert ValidIDPwithindirectCRLTest22EE | indirectCRLCA1CRL
        4.14.23 Invalid IDPwithindirect CRL Test 23: invalid
          indirectCRLCA1Cert InvalidIDPwithindirectCRLTest23EE | indirectCRLCA1CRL
        4.14.24 Valid IDPwithindirect CRL Test 24: valid
          indirectCRLCA2Cert indirectCRLCA1Cert ValidIDPwithindirectCRLTest24EE | indirectCRLCA1CRL
        4.14.25 Valid IDPwithindirect CRL Test 25: valid
          indirectCRLCA2Cert indirectCRLCA1Cert ValidIDPwithindirectCRLTest25EE | indirectCRLCA1CRL
        4.14.26 Invalid IDPwithindirect CRL Test 26: invalid
          indirectCRLCA2Cert indirectCRLCA1Cert InvalidIDPwithindirectCRLTest26EE | indirectCRLCA1CRL
        4.14.27 Invalidc RLIssuer Test 27: invalid
          indirectCRLCA2Cert GoodCACert InvalidcRLIssuerTest27EE | GoodCACRL
        4.14.28 Validc RLIssuer Test 28: valid
          indirectCRLCA3Cert indirectCRLCA3cRLIssuerCert ValidcRLIssuerTest28EE | indirectCRLCA3CRL indirectCRLCA3cRLIssuerCRL
        4.14.29 Validc RLIssuer Test 29: valid
          indirectCRLCA3Cert indirectCRLCA3cRLIssuerCert ValidcRLIssuerTest29EE | indirectCRLCA3CRL indirectCRLCA3cRLIssuerCRL
        4.14.30 Validc RLIssuer Test 30: valid
          indirectCRLCA4Cert indirectCRLCA4cRLIssuerCert ValidcRLIssuerTest30EE | indirectCRLCA4cRLIssuerCRL
        4.14.31 Invalidc RLIssuer Test 31: invalid
          indirectCRLCA5Cert indirectCRLCA6Cert InvalidcRLIssuerTest31EE | indirectCRLCA5CRL
        4.14.32 Invalidc RLIssuer Test 32: invalid
          indirectCRLCA5Cert indirectCRLCA6Cert InvalidcRLIssuerTest32EE | indirectCRLCA5CRL
        4.14.33 Validc RLIssuer Test 33: valid
          indirectCRLCA5Cert indirectCRLCA6Cert ValidcRLIssuerTest33EE | indirectCRLCA5CRL
        4.14.34 Invalidc RLIssuer Test 34: invalid
          indirectCRLCA5Cert InvalidcRLIssuerTest34EE | indirectCRLCA5CRL
        4.14.35 Invalidc RLIssuer Test 35: invalid
          indirectCRLCA5Cert InvalidcRLIssuerTest35EE | indirectCRLCA5CRL
        4.15.1 Invaliddelta CRLIndicator No Base Test 1: invalid
          deltaCRLIndicatorNoBaseCACert InvaliddeltaCRLIndicatorNoBaseTest1EE | deltaCRLIndicatorNoBaseCACRL
        4.15.2 Validdelta CRL Test 2: valid
          deltaCRLCA1Cert ValiddeltaCRLTest2EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.3 Invaliddelta CRL Test 3: invalid
          deltaCRLCA1Cert InvaliddeltaCRLTest3EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.4 Invaliddelta CRL Test 4: invalid
          deltaCRLCA1Cert InvaliddeltaCRLTest4EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.5 Validdelta CRL Test 5: valid
          deltaCRLCA1Cert ValiddeltaCRLTest5EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.6 Invaliddelta CRL Test 6: invalid
          deltaCRLCA1Cert InvaliddeltaCRLTest6EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.7 Validdelta CRL Test 7: valid
          deltaCRLCA1Cert ValiddeltaCRLTest7EE | deltaCRLCA1CRL deltaCRLCA1deltaCRL
        4.15.8 Validdelta CRL Test 8: valid
          deltaCRLCA2Cert ValiddeltaCRLTest8EE | deltaCRLCA2CRL deltaCRLCA2deltaCRL
        4.15.9 Invaliddelta CRL Test 9: invalid
          deltaCRLCA2Cert InvaliddeltaCRLTest9EE | deltaCRLCA2CRL deltaCRLCA2deltaCRL
        4.15.10 Invaliddelta CRL Test 10: invalid
          deltaCRLCA3Cert InvaliddeltaCRLTest10EE | deltaCRLCA3CRL deltaCRLCA3deltaCRL
        4.16.2 Invalid Unknown Critical Certificate Extension Test 2: invalid
          InvalidUnknownCriticalCertificateExtensionTest2EE |
        4.16.1 Valid Unknown Not Critical Certificate Extension Test 1: valid
          ValidUnknownNotCriticalCertificateExtensionTest1EE |
        """
}
