import Commands

await Shopledger.runAndExit()
