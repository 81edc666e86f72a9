#!/bin/sh
# A program for CLOUD_INVENTORY_CREDENTIAL_COMMAND, as a test has it: knows one name, and notes which cloud it was asked for.
[ "$2" = acme ] || exit 1
echo "$1" >> "$HOME/asked"
printf '{"version": 1, "accessKey": "AKIDtestEXAMPLE", "secretKey": "testSecretEXAMPLE"}'
