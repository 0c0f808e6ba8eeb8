# bash completion for earshot. Made by "npm run docs" from the grammar of the command line.

_earshot() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' skip='' word options words
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=''; continue; fi
    case $word in
      --theme|--time|--notices|--highlight|--on-highlight|--host|--server|--client-cert|--nick|--password-file|--account|--account-password-file|--state-dir|--channel|-c|--timeout|--count|--new-password-file|--port|--bind|--name|--replay|--log-dir|--log-level|--log-size|--log-files|--log-messages|--allow|--metrics-allow|--tls-cert|--tls-key|--sts|--allowed-host|--web-origin|--server-name|--admin-info|--operator|--operator-password-file|--motd-file|--hidden-caps-file|--accounts|--config|--by|--lines|-n|--level|--conn|--event|--over) skip=yes; continue ;;
      -*) continue ;;
    esac
    case $command in
      '') command=$word ;;
      config) command="config $word" ;;
      service) command="service $word" ;;
    esac
  done
  case $before in
    --theme) COMPREPLY=($(compgen -W 'dark light mono' -- "$current")); return ;;
    --time) COMPREPLY=($(compgen -W 'off short seconds end' -- "$current")); return ;;
    --notices) COMPREPLY=($(compgen -W 'off osc9 osc777 osc99' -- "$current")); return ;;
    --log-level) COMPREPLY=($(compgen -W 'debug info warn error fatal' -- "$current")); return ;;
    --by) COMPREPLY=($(compgen -W 'queue rate lag' -- "$current")); return ;;
    --level) COMPREPLY=($(compgen -W 'debug info warn error fatal' -- "$current")); return ;;
    --client-cert|--password-file|--account-password-file|--state-dir|--new-password-file|--log-dir|--tls-cert|--tls-key|--operator-password-file|--motd-file|--hidden-caps-file|--accounts|--config) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --highlight|--on-highlight|--host|--server|--nick|--account|--channel|-c|--timeout|--count|--port|--bind|--name|--replay|--log-size|--log-files|--log-messages|--allow|--metrics-allow|--sts|--allowed-host|--web-origin|--server-name|--admin-info|--operator|--lines|-n|--conn|--event|--over) COMPREPLY=(); return ;;
  esac
  case $command in
    '') words='join send listen discover doctor register login passwd logout unregister daemon config service reload stop status health top logs users who kick ban say lockdown log-level drain restart heap-snapshot completion' options='--json --plain --theme --mouse --no-mouse --time --typing --no-typing --notices --keep-history --highlight --on-highlight --host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'join') words='' options='--json --plain --theme --mouse --no-mouse --time --typing --no-typing --notices --keep-history --highlight --on-highlight --host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'send') words='' options='--channel -c --json --host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --block --timeout --help' ;;
    'listen') words='' options='--channel -c --json --host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --count --timeout --help' ;;
    'discover') words='' options='--json --state-dir --timeout --watch --help' ;;
    'doctor') words='' options='--json --state-dir --report --help' ;;
    'register') words='' options='--host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'login') words='' options='--host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'passwd') words='' options='--host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --new-password-file --help' ;;
    'logout') words='' options='--host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'unregister') words='' options='--host --server --trust --tls --client-cert --nick --password-file --account --account-password-file --reconnect --no-reconnect --state-dir --help' ;;
    'daemon') words='' options='--port --bind --name --discovery --no-discovery --mdns --no-mdns --limits --no-limits --replay --state-dir --log-dir --log-level --log-size --log-files --log-messages --allow --metrics-allow --password-file --tls-cert --tls-key --require-tls --sts --allowed-host --web-origin --server-name --admin-info --operator --operator-password-file --motd-file --hidden-caps-file --accounts --config --detach --help' ;;
    'config') words='path show check' options=' --help' ;;
    'config path') words='' options='--config --help' ;;
    'config show') words='' options='--config --json --help' ;;
    'config check') words='' options=' --help' ;;
    'service') words='install uninstall start stop restart status' options=' --help' ;;
    'service install') words='' options='--system --user --dry-run --help' ;;
    'service uninstall') words='' options='--system --user --dry-run --help' ;;
    'service start') words='' options='--system --user --dry-run --help' ;;
    'service stop') words='' options='--system --user --dry-run --help' ;;
    'service restart') words='' options='--system --user --dry-run --help' ;;
    'service status') words='' options='--system --user --dry-run --help' ;;
    'reload') words='' options='--json --state-dir --help' ;;
    'stop') words='' options='--state-dir --help' ;;
    'status') words='' options='--json --watch --state-dir --help' ;;
    'health') words='' options='--state-dir --help' ;;
    'top') words='' options='--by --json --state-dir --help' ;;
    'logs') words='' options='--follow -f --lines -n --level --conn --event --audit --json --log-dir --state-dir --help' ;;
    'users') words='' options='--json --state-dir --help' ;;
    'who') words='' options='--json --state-dir --help' ;;
    'kick') words='' options='--channel -c --state-dir --help' ;;
    'ban') words='' options='--channel -c --remove --json --state-dir --help' ;;
    'say') words='' options='--channel -c --state-dir --help' ;;
    'lockdown') words='on off' options='--state-dir --help' ;;
    'log-level') words='debug info warn error fatal' options='--state-dir --help' ;;
    'drain') words='' options='--over --state-dir --help' ;;
    'restart') words='' options='--state-dir --help' ;;
    'heap-snapshot') words='' options='--state-dir --help' ;;
    'completion') words='' options=' --help' ;;
    *) words='' options='--help' ;;
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -F _earshot earshot
