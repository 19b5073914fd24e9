#!/bin/sh
# Makes the key of the store, once, and the image of the committed version, with VAULT and REGISTRY as azd sets them. A second
# run changes nothing. A new key would make every case unreadable, so no answer is not “no key”.
set -eu
cd "$(dirname "$0")/../.."
version="$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json)"
image="mash-referrals:$version"

keys="$(az keyvault secret list --vault-name "$VAULT" --query "length([?name=='data-key'])" --output tsv)"
case "$keys" in
  1) echo "The vault $VAULT has data-key." ;;
  0)
    az keyvault secret set --vault-name "$VAULT" --name data-key --value "$(openssl rand -base64 32)" --output none
    echo "Made data-key in the vault $VAULT."
    ;;
  *)
    echo "The vault $VAULT did not say whether it has data-key. Nothing was made." >&2
    exit 1
    ;;
esac

tags="$(az acr repository list --name "$REGISTRY" --query "length([?@=='mash-referrals'])" --output tsv)"
[ "$tags" = 0 ] || tags="$(az acr repository show-tags --name "$REGISTRY" --repository mash-referrals --query "length([?@=='$version'])" --output tsv)"
if [ "$tags" = 0 ]; then
  context="$(mktemp -d)"
  git archive HEAD | tar -x -C "$context" # what is committed: no .env, no store
  az acr build --registry "$REGISTRY" --image "$image" --file manifest/Dockerfile "$context"
  rm -r "$context"
fi
echo "Image: $image"
if [ -n "${AZURE_ENV_NAME:-}" ]; then azd env set IMAGE "$image" --cwd manifest; fi
