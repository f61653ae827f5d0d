#!/bin/sh
# Maven with the proxies that http_proxy, https_proxy and no_proxy name: docker passes those to a
# build, and Maven reads none of them.
set -eu

# Of a part of a URL the text that it stands for, as XML.
text() {
  decoded "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
}

decoded() {
  rest=$1
  while [ -n "$rest" ]; do
    case $rest in
      %[0-9A-Fa-f][0-9A-Fa-f]*)
        after=${rest#%??}
        hex=${rest%"$after"}
        printf "\\$(printf %03o "0x${hex#%}")"
        ;;
      *)
        after=${rest#?}
        printf %s "${rest%"$after"}"
        ;;
    esac
    rest=$after
  done
}

# Parts of http://user:password@host:port/ ; all but the host may be absent.
proxy() {
  url=${2#*://}
  url=${url%%/*}
  login=
  case $url in
    *@*) login=${url%@*} url=${url##*@} ;;
  esac
  port=80
  case $url in
    *:*) port=${url##*:} url=${url%:*} ;;
  esac
  echo "    <proxy><id>$1</id><active>true</active><protocol>$1</protocol>"
  echo "      <host>$url</host><port>$port</port>"
  if [ -n "$login" ]; then
    echo "      <username>$(text "${login%%:*}")</username><password>$(text "${login#*:}")</password>"
  fi
  if [ -n "$direct" ]; then
    echo "      <nonProxyHosts>$direct</nonProxyHosts>"
  fi
  echo "    </proxy>"
}

direct=$(echo "${no_proxy:-${NO_PROXY:-}}" | tr -d ' ' | sed -e 's/,/|/g' -e 's/\(^\||\)\./\1*./g')
http=${http_proxy:-${HTTP_PROXY:-}}
https=${https_proxy:-${HTTPS_PROXY:-}}

settings=${HOME:-.}/proxies.xml
{
  echo "<settings>"
  # Maven's own global settings, which these replace, say no more than this.
  echo "  <mirrors><mirror><id>maven-default-http-blocker</id><mirrorOf>external:http:*</mirrorOf>"
  echo "    <url>http://0.0.0.0/</url><blocked>true</blocked></mirror></mirrors>"
  echo "  <proxies>"
  if [ -n "$http" ]; then proxy http "$http"; fi
  if [ -n "$https" ]; then proxy https "$https"; fi
  echo "  </proxies>"
  echo "</settings>"
} > "$settings"
exec mvn --batch-mode --no-transfer-progress --global-settings "$settings" "$@"
