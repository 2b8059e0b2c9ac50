# frozen_string_literal: true

# Writes the manifests of cases/runs: small ones, each for one way in which a folder can differ from what is
# wanted. What they do is then recorded with runs.rb.
#
#   ruby tests/reference/manifests.rb FOLDER

require 'fileutils'

FOLDER = ARGV.fetch(0)

def write(name, prose, manifest, setup: nil, between: nil, options: nil)
  text = "#{prose}\n--- origin: puppet 7.23\n"
  text << "--- options: #{options}\n" if options
  text << "--- setup\n#{setup.strip}\n" if setup
  text << "--- main.pp\n#{manifest.strip}\n"
  text << "--- between\n#{between.strip}\n" if between
  path = File.join(FOLDER, "#{name}.case")
  FileUtils.mkdir_p(File.dirname(path))
  File.write(path, text)
end

# Every kind of thing a file can be, and every kind it may be wanted to be.
STATES = {
  'nothing' => nil,
  'file' => 'echo old >x',
  'empty-directory' => 'mkdir x',
  'full-directory' => 'mkdir -p x/sub; echo in >x/sub/f',
  'link' => 'echo target >t; ln -s t x',
  'dangling-link' => 'ln -s nowhere x',
  'link-to-directory' => 'mkdir d; ln -s d x'
}.freeze
WANTED = {
  'absent' => 'ensure => absent',
  'present' => 'ensure => present',
  'file' => 'ensure => file',
  'file-with-content' => "ensure => file, content => \"new\\n\"",
  'content' => "content => \"new\\n\"",
  'directory' => 'ensure => directory',
  'link' => 'ensure => link, target => \'t\''
}.freeze

WANTED.each do |wanted, attributes|
  STATES.each do |state, setup|
    write("file/#{wanted}/from-#{state}", "A file that is to be #{wanted.tr('-', ' ')} where there is #{state.tr('-', ' ')}.",
          "file { '%{root}/x': #{attributes} }", setup: setup)
  end
end
%w[absent file-with-content directory link].each do |wanted|
  %w[file full-directory link-to-directory].each do |state|
    write("file/#{wanted}/forced-from-#{state}", "The same with `force`.",
          "file { '%{root}/x': #{WANTED[wanted]}, force => true }", setup: STATES[state])
  end
end
write('file/link/replaced-target', 'A link that leads elsewhere.', "file { '%{root}/x': ensure => link, target => '%{root}/t' }",
      setup: 'ln -s other x')
write('file/link/by-target-alone', 'A target makes a link without `ensure`.', "file { '%{root}/x': ensure => '%{root}/t' }", setup: 'echo t >t')
write('file/link/keeps', 'A link is kept with `replace => false`.', "file { '%{root}/x': ensure => link, target => 't', replace => false }",
      setup: 'echo file >x')

# Permissions.
MODES = %w[0644 644 0600 0755 4755 2755 1777 0000 u+x u=rw,go=r g-w a+X o= u+s,g+x +t ug=rwx,o=rx u=rwx,g=u].freeze
MODES.each_with_index do |mode, i|
  write("file/mode/#{format('%02d', i)}", "Mode `#{mode}` of a file, a new file and a directory.", <<~PP, setup: "echo a >a; chmod 0640 a; mkdir d; chmod 0711 d", between: 'chmod 0777 a')
    file { '%{root}/a': mode => '#{mode}' }
    file { '%{root}/new': content => 'n', mode => '#{mode}' }
    file { '%{root}/d': ensure => directory, mode => '#{mode}' }
  PP
end
write('file/mode/of-link', 'The mode of what a link leads to.', "file { '%{root}/x': mode => '0600', links => follow }", setup: 'echo t >t; ln -s t x')
write('file/mode/link-managed', 'A link has no mode of its own.', "file { '%{root}/x': mode => '0600' }", setup: 'echo t >t; ln -s t x')

# Contents.
{
  'same' => ["content => \"same\\n\"", "echo same >x"],
  'longer' => ["content => \"one\\ntwo\\nthree\\n\"", "echo one >x"],
  'empty' => ["content => ''", "echo one >x"],
  'no-newline' => ["content => 'a'", nil],
  'letters' => ["content => \"grüße ☃ \\u{1F600}\\n\"", nil],
  'secret' => ["content => Sensitive('secret')", 'echo one >x'],
  'secret-new' => ["content => Sensitive('secret')", nil],
  'keeps' => ["content => 'new', replace => false", 'echo one >x'],
  'keeps-makes' => ["content => 'new', replace => false", nil],
  'backup' => ["content => 'new', backup => '.bak'", 'echo one >x'],
  'backup-mode' => ["content => 'new', backup => '.orig'", 'echo one >x; chmod 0600 x'],
  'no-backup' => ["content => 'new', backup => false", 'echo one >x'],
  'checksum-md5' => ["content => 'new', checksum => md5", 'echo one >x'],
  'checksum-sha1' => ["content => 'new', checksum => sha1", 'echo one >x'],
  'checksum-sha512' => ["content => 'new', checksum => sha512", 'echo one >x'],
  'checksum-md5lite' => ["content => 'new', checksum => md5lite", 'echo one >x'],
  'checksum-sha256lite' => ["content => 'new', checksum => sha256lite", nil],
  'no-diff' => ["content => 'new', show_diff => false", 'echo one >x'],
  'valid' => ["content => 'new', validate_cmd => '/usr/bin/grep -q new %'", 'echo one >x'],
  'invalid' => ["content => 'new', validate_cmd => '/usr/bin/grep -q old %'", 'echo old >x'],
  'invalid-new' => ["content => 'new', validate_cmd => '/bin/false'", nil],
  'other-mark' => ["content => 'new', validate_cmd => '/usr/bin/grep -q new @', validate_replacement => '@'", nil],
  'with-mode' => ["content => 'new', mode => '0600'", 'echo one >x']
}.each { |name, (attributes, setup)| write("file/content/#{name}", "Content: #{name.tr('-', ' ')}.", "file { '%{root}/x': #{attributes} }", setup: setup, between: 'chmod 0666 x 2>/dev/null || true; echo drift >>x') }

# Sources.
TREE = 'mkdir -p s/sub/deep; echo a >s/a; echo b >s/sub/b; echo c >s/sub/deep/c; ln -s a s/l; chmod 0600 s/sub/b'
{
  'file' => ["source => '%{root}/s/a'", nil],
  'same' => ["source => '%{root}/s/a'", 'echo a >x'],
  'list' => ["source => ['%{root}/none', '%{root}/s/a']", nil],
  'missing' => ["source => '%{root}/none'", nil],
  'permissions' => ["source => '%{root}/s/sub/b', source_permissions => use", nil],
  'uri' => ["source => 'file://%{root}/s/a'", nil],
  'link-followed' => ["source => '%{root}/s/l', links => follow", nil],
  'link-kept' => ["source => '%{root}/s/l', links => manage", nil],
  'directory-flat' => ["ensure => directory, source => '%{root}/s'", nil],
  'tree' => ["ensure => directory, source => '%{root}/s', recurse => true", nil],
  'tree-over' => ["ensure => directory, source => '%{root}/s', recurse => true", 'mkdir -p x/sub; echo other >x/a; echo own >x/own'],
  'tree-remote' => ["ensure => directory, source => '%{root}/s', recurse => remote", 'mkdir -p x; echo own >x/own'],
  'tree-limit' => ["ensure => directory, source => '%{root}/s', recurse => true, recurselimit => 1", nil],
  'tree-purge' => ["ensure => directory, source => '%{root}/s', recurse => true, purge => true", 'mkdir -p x/old; echo own >x/own; echo o >x/old/f'],
  'tree-purge-force' => ["ensure => directory, source => '%{root}/s', recurse => true, purge => true, force => true", 'mkdir -p x/old; echo own >x/own; echo o >x/old/f'],
  'tree-ignore' => ["ensure => directory, source => '%{root}/s', recurse => true, ignore => ['deep', '*.o', 'l']", nil],
  'tree-mode' => ["ensure => directory, source => '%{root}/s', recurse => true, mode => '0640'", nil],
  'tree-links-followed' => ["ensure => directory, source => '%{root}/s', recurse => true, links => follow", nil],
  'two-trees-first' => ["ensure => directory, source => ['%{root}/s/sub', '%{root}/s'], recurse => true", nil],
  'two-trees-all' => ["ensure => directory, source => ['%{root}/s/sub', '%{root}/s'], recurse => true, sourceselect => all", nil],
  'checksum-wrong' => ["source => '%{root}/s/a', checksum => md5, checksum_value => '00000000000000000000000000000000'", nil],
  'checksum-right' => ["source => '%{root}/s/a', checksum => md5, checksum_value => '60b725f10c9c85c70d97880dfe8191b3'", nil]
}.each { |name, (attributes, setup)| write("file/source/#{name}", "Source: #{name.tr('-', ' ')}.", "file { '%{root}/x': #{attributes} }", setup: [TREE, setup].compact.join("\n")) }

# Directories that are kept clean.
FULL = 'mkdir -p x/sub/deep; echo a >x/a; echo b >x/sub/b; echo c >x/sub/deep/c; ln -s a x/l'
{
  'recurse-mode' => "ensure => directory, recurse => true, mode => '0640'",
  'recurse-limit' => "ensure => directory, recurse => true, recurselimit => 1, mode => '0600'",
  'purge' => 'ensure => directory, recurse => true, purge => true',
  'purge-force' => 'ensure => directory, recurse => true, purge => true, force => true',
  'purge-ignore' => "ensure => directory, recurse => true, purge => true, force => true, ignore => 'a'",
  'purge-limit' => 'ensure => directory, recurse => true, purge => true, recurselimit => 1',
  'purge-without-recurse' => 'ensure => directory, purge => true',
  'recurse-false' => "ensure => directory, recurse => false, mode => '0700'"
}.each do |name, attributes|
  write("file/tree/#{name}", "A tree: #{name.tr('-', ' ')}.", "file { '%{root}/x': #{attributes} }", setup: FULL)
  write("file/tree/#{name}-with-own", "The same with a managed file in it.", "file { '%{root}/x': #{attributes} }\nfile { '%{root}/x/own': content => 'own' }", setup: FULL)
end

# Parents, names, order.
write('file/parent/autorequired', 'Directories come before what they hold.', "file { '%{root}/d/e/f': content => 'f' }\nfile { '%{root}/d/e': ensure => directory }\nfile { '%{root}/d': ensure => directory }")
write('file/parent/missing', 'Without its directory no file can be made.', "file { '%{root}/d/f': content => 'f' }\nnotify { 'after': require => File['%{root}/d/f'] }")
write('file/parent/is-file', 'A file where a directory should be.', "file { '%{root}/d/f': content => 'f' }", setup: 'echo d >d')
write('file/parent/is-link', 'A directory by a link.', "file { '%{root}/l/f': content => 'f' }", setup: 'mkdir d; ln -s d l')
write('file/parent/failed', 'What lies in a directory that could not be made is skipped.', "file { '%{root}/no/d': ensure => directory }\nfile { '%{root}/no/d/f': content => 'f' }")
write('file/name/by-path', 'A title is not the path.', "file { 'title': path => '%{root}/f', content => 'f' }\nfile { '%{root}/g': content => 'g', require => File['%{root}/f'] }")
write('file/name/trailing-slash', 'Trailing slashes are dropped.', "file { '%{root}/d/': ensure => directory }\nfile { '%{root}/d/f': content => 'f', require => File['%{root}/d'] }")
write('file/name/spaces', 'Names with blanks and letters beyond ASCII.', "file { '%{root}/a b': ensure => directory }\nfile { '%{root}/a b/grüße': content => 'x' }")
write('file/name/default', 'Defaults of a type.', "File { mode => '0600' }\nfile { '%{root}/a': content => 'a' }\nfile { '%{root}/b': content => 'b', mode => '0644' }")
write('file/name/many', 'Many of one kind.', "['a', 'b', 'c'].each |$n| { file { \"%{root}/$n\": content => $n } }")
write('file/noop/own', 'A file that is only compared.', "file { '%{root}/a': content => 'a', noop => true }\nfile { '%{root}/b': content => 'b' }")
write('file/noop/all', 'A run that only compares.', "file { '%{root}/a': content => 'a', mode => '0600' }\nfile { '%{root}/b': ensure => absent }\nfile { '%{root}/c': ensure => directory }\nexec { '/bin/echo x': subscribe => File['%{root}/a'], refreshonly => true }", setup: 'echo x >a; echo b >b', options: '--noop')
write('file/noop/not-own', 'What says `noop => false` is changed all the same.', "file { '%{root}/a': content => 'a', noop => false }\nfile { '%{root}/b': content => 'b' }", options: '--noop')

# Audits.
write('audit/content', 'An audited content.', "file { '%{root}/a': audit => content }", setup: 'echo a >a', between: 'echo b >a')
write('audit/several', 'Several audited properties.', "file { '%{root}/a': audit => [content, mode, ensure, type] }", setup: 'echo a >a', between: 'chmod 0600 a; echo b >>a')
write('audit/gone', 'An audited file that goes away.', "file { '%{root}/a': audit => [ensure, content] }", setup: 'echo a >a', between: 'rm a')
write('audit/appears', 'An audited file that appears.', "file { '%{root}/a': audit => [ensure, content, mode] }", between: 'echo a >a')
write('audit/all', 'All properties.', "file { '%{root}/a': audit => all }", setup: 'echo a >a', between: 'echo b >a; chmod 0600 a')
write('audit/link', 'A link.', "file { '%{root}/a': audit => [ensure, target] }", setup: 'ln -s x a', between: 'ln -sfn y a')
write('audit/unchanged', 'Nothing changed.', "file { '%{root}/a': audit => [content, mode, owner] }", setup: 'echo a >a')
write('audit/times', 'Times.', "file { '%{root}/a': audit => mtime }", setup: 'echo a >a; touch -d 2020-01-01 a', between: 'touch -d 2021-01-01 a')
write('audit/beside-managed', 'Audited beside managed.', "file { '%{root}/a': content => \"a\\n\", audit => [mode, type] }", setup: 'echo a >a', between: 'chmod 0600 a; echo b >a')

# Drift.
write('corrective/content', 'Drift is told from a new manifest.', "file { '%{root}/a': content => 'a' }", between: 'echo b >a')
write('corrective/mode', 'A mode that drifted.', "file { '%{root}/a': content => 'a', mode => '0640' }", between: 'chmod 0777 a')
write('corrective/gone', 'A file that went away.', "file { '%{root}/a': content => 'a' }", between: 'rm a')
write('corrective/directory', 'A directory that went away.', "file { '%{root}/a': ensure => directory, mode => '0700' }", between: 'rmdir a')
write('corrective/link', 'A link that leads elsewhere.', "file { '%{root}/a': ensure => link, target => 't' }", between: 'ln -sfn u a')
write('corrective/absent', 'A file that came back.', "file { '%{root}/a': ensure => absent }", setup: 'echo a >a', between: 'echo a >a')
write('corrective/noop', 'Drift in a run that only compares.', "file { '%{root}/a': content => 'a', noop => true }", setup: 'echo b >a', between: 'echo c >a')
write('corrective/exec', 'A command that is run again.', "exec { '/usr/bin/touch %{root}/a': creates => '%{root}/a' }", between: 'rm a')
write('corrective/secret', 'Secrets are not remembered.', "file { '%{root}/a': content => Sensitive('a') }", between: 'echo b >a')

# Commands.
COMMANDS = {
  'runs' => "exec { '/bin/true': }",
  'fails' => "exec { '/bin/false': }\nnotify { 'after': require => Exec['/bin/false'] }",
  'not-found' => "exec { '/no/such/program': }",
  'not-in-path' => "exec { 'no-such-program': path => '/bin' }",
  'not-executable' => "file { '%{root}/p': content => 'x' }\nexec { '%{root}/p': }",
  'in-path' => "exec { 'true': path => ['/usr/bin', '/bin'] }",
  'path-text' => "exec { 'true': path => '/usr/bin:/bin' }",
  'creates' => "exec { '/usr/bin/touch %{root}/made': creates => '%{root}/made' }",
  'creates-list' => "exec { '/usr/bin/touch %{root}/made': creates => ['%{root}/made', '%{root}/other'] }",
  'unless-yes' => "exec { '/usr/bin/touch %{root}/made': unless => '/bin/true' }",
  'unless-no' => "exec { '/usr/bin/touch %{root}/made': unless => '/bin/false' }",
  'unless-list' => "exec { '/usr/bin/touch %{root}/made': unless => ['/bin/false', '/bin/true'] }",
  'unless-words' => "exec { '/usr/bin/touch %{root}/made': unless => [['/usr/bin/test', '-e', '%{root}/made']] }",
  'onlyif-yes' => "exec { '/usr/bin/touch %{root}/made': onlyif => '/bin/true' }",
  'onlyif-no' => "exec { '/usr/bin/touch %{root}/made': onlyif => '/bin/false' }",
  'onlyif-list' => "exec { '/usr/bin/touch %{root}/made': onlyif => ['/bin/true', '/bin/false'] }",
  'guard-missing' => "exec { '/usr/bin/touch %{root}/made': onlyif => '/no/such/program' }",
  'guards-together' => "exec { '/usr/bin/touch %{root}/made': onlyif => '/bin/true', unless => '/bin/false', creates => '%{root}/made' }",
  'words' => "exec { 'words': command => ['/usr/bin/touch', '%{root}/a b'], creates => '%{root}/a b' }",
  'returns' => "exec { '/bin/sh -c \"exit 3\"': returns => 3 }",
  'returns-list' => "exec { '/bin/sh -c \"exit 3\"': returns => [0, 3] }",
  'returns-wrong' => "exec { '/bin/sh -c \"exit 4\"': returns => [0, 3] }",
  'cwd' => "exec { '/usr/bin/touch made': cwd => '%{root}', creates => '%{root}/made' }",
  'cwd-missing' => "exec { '/usr/bin/touch made': cwd => '%{root}/none' }",
  'environment' => "exec { '/bin/sh -c \"echo $A $B >%{root}/made\"': environment => ['A=1', 'B=two words'], creates => '%{root}/made' }",
  'environment-text' => "exec { '/bin/sh -c \"echo $A >%{root}/made\"': environment => 'A=1', creates => '%{root}/made' }",
  'umask' => "exec { '/usr/bin/touch %{root}/made': umask => '077', creates => '%{root}/made' }",
  'shell' => "exec { 'echo a > %{root}/made && echo b >> %{root}/made': provider => shell, creates => '%{root}/made' }",
  'pipe-needs-shell' => "exec { '/bin/echo a | /bin/cat > %{root}/made': creates => '%{root}/made' }",
  'output' => "exec { '/bin/echo said': logoutput => true }",
  'output-of-failure' => "exec { '/bin/sh -c \"echo said; echo so >&2; exit 1\"': }",
  'no-output' => "exec { '/bin/sh -c \"echo said; exit 1\"': logoutput => false }",
  'tries' => "exec { '/bin/sh -c \"echo x >>%{root}/made; test $(wc -l <%{root}/made) -ge 3\"': tries => 3, provider => posix, unless => '/usr/bin/test -e %{root}/made' }",
  'tries-fail' => "exec { '/bin/sh -c \"echo x >>%{root}/made; exit 1\"': tries => 2 }",
  'timeout' => "exec { '/bin/sleep 9': timeout => 1 }",
  'refreshonly' => "exec { '/usr/bin/touch %{root}/made': refreshonly => true }",
  'refreshed' => "file { '%{root}/a': content => 'a' } ~> exec { '/bin/sh -c \"echo x >>%{root}/made\"': refreshonly => true }",
  'refreshed-twice' => "file { ['%{root}/a', '%{root}/b']: content => 'a', notify => Exec['e'] } exec { 'e': command => '/bin/sh -c \"echo x >>%{root}/made\"', refreshonly => true }",
  'run-and-refreshed' => "file { '%{root}/a': content => 'a' } ~> exec { '/bin/sh -c \"echo x >>%{root}/made\"': }",
  'refresh-command' => "file { '%{root}/a': content => 'a' } ~> exec { '/bin/sh -c \"echo x >>%{root}/made\"': refresh => '/bin/sh -c \"echo y >>%{root}/made\"' }",
  'refresh-fails' => "file { '%{root}/a': content => 'a' } ~> exec { 'e': command => '/bin/false', refreshonly => true } -> notify { 'after': }",
  'refresh-passes-on' => "file { '%{root}/a': content => 'a' } ~> exec { 'one': command => '/usr/bin/touch %{root}/one', refreshonly => true } ~> exec { 'two': command => '/usr/bin/touch %{root}/two', refreshonly => true }",
  'secret' => "exec { 'x': command => Sensitive('/usr/bin/touch %{root}/made'), creates => '%{root}/made' }",
  'secret-fails' => "exec { 'x': command => Sensitive('/bin/false hidden') }",
  'autorequires-cwd' => "exec { '/usr/bin/touch made': cwd => '%{root}/d', creates => '%{root}/d/made' } file { '%{root}/d': ensure => directory }",
  'autorequires-program' => "exec { '%{root}/p': cwd => '%{root}', creates => '%{root}/made' } file { '%{root}/p': mode => '0755', content => \"#!/bin/sh\\ntouch made\\n\" }",
  'signal' => "exec { '/bin/sh -c \"kill -9 $$\"': }",
  'noop' => "exec { '/usr/bin/touch %{root}/made': noop => true }"
}.freeze
COMMANDS.each { |name, manifest| write("exec/#{name}", "A command: #{name.tr('-', ' ')}.", manifest) }

# Messages.
{
  'plain' => "notify { 'hello': }",
  'message' => "notify { 'title': message => 'hello' }",
  'lines' => "notify { 'title': message => \"one\\ntwo\" }",
  'quotes' => "notify { \"it's \\\"so\\\"\": }",
  'withpath' => "notify { 'hello': withpath => true }",
  'level' => "notify { 'hello': loglevel => warning }",
  'debug' => "notify { 'hello': loglevel => debug }",
  'number' => "notify { 'title': message => 17 }",
  'list' => "notify { 'title': message => ['a', 'b'] }",
  'secret' => "notify { 'title': message => Sensitive('s') }",
  'letters' => "notify { 'grüße ☃': }"
}.each { |name, manifest| write("notify/#{name}", "A message: #{name}.", manifest) }

# Order, failures, containment.
{
  'require' => "notify { 'b': require => Notify['c'] } notify { 'a': } notify { 'c': }",
  'before' => "notify { 'b': } notify { 'a': before => Notify['b'] }",
  'arrows' => "notify { 'a': } notify { 'b': } notify { 'c': } Notify['c'] -> Notify['b'] -> Notify['a']",
  'arrows-back' => "notify { 'a': } notify { 'b': } Notify['a'] <- Notify['b']",
  'lists' => "notify { ['a', 'b']: require => [Notify['d'], Notify['c']] } notify { ['c', 'd']: }",
  'collector' => "notify { 'a': tag => 'x' } notify { 'b': } notify { 'c': tag => 'x' } Notify['b'] -> Notify <| tag == 'x' |>",
  'class' => "class a { notify { 'in a': } } class b { notify { 'in b': } } include b include a Class['a'] -> Class['b']",
  'class-contained' => "class inner { notify { 'inner': } } class outer { contain inner } include outer notify { 'after': require => Class['outer'] }",
  'class-not-contained' => "class inner { notify { 'inner': } } class outer { include inner } include outer notify { 'after': require => Class['outer'] }",
  'define' => "define d { notify { \"in $name\": } } d { 'one': require => D['two'] } d { 'two': }",
  'stages' => "stage { 'first': before => Stage['main'] } class early { notify { 'early': } } class { 'early': stage => 'first' } notify { 'main': }",
  'stage-after' => "stage { 'last': require => Stage['main'] } class late { notify { 'late': } } class { 'late': stage => 'last' } notify { 'main': }",
  'failure-skips' => "exec { '/bin/false': } -> notify { 'a': } -> notify { 'b': } notify { 'c': }",
  'failure-in-class' => "class a { exec { '/bin/false': } notify { 'beside': } } include a notify { 'after': require => Class['a'] }",
  'failure-of-two' => "exec { ['/bin/false', '/usr/bin/false']: before => Notify['a'] } notify { 'a': }",
  'failure-drops-refresh' => "exec { '/bin/false': } -> exec { 'e': command => '/usr/bin/touch %{root}/made', refreshonly => true, subscribe => File['%{root}/a'] } file { '%{root}/a': content => 'a' }",
  'cycle' => "notify { 'a': require => Notify['b'] } notify { 'b': require => Notify['a'] } notify { 'c': }",
  'cycle-of-three' => "notify { 'a': } -> notify { 'b': } -> notify { 'c': } -> Notify['a']",
  'cycle-of-class' => "class a { notify { 'in a': require => Class['a'] } } include a",
  'two-cycles' => "notify { 'a': } -> notify { 'b': } -> Notify['a'] notify { 'x': } -> notify { 'y': } -> Notify['x']",
  'refresh-through-class' => "class a { file { '%{root}/a': content => 'a' } } class b { exec { '/usr/bin/touch %{root}/made': refreshonly => true } } include a include b Class['a'] ~> Class['b']",
  'refresh-through-define' => "define d { file { \"%{root}/$name\": content => 'a' } } d { 'a': } ~> exec { '/usr/bin/touch %{root}/made': refreshonly => true }",
  'refresh-of-notify' => "file { '%{root}/a': content => 'a', notify => Notify['n'] } notify { 'n': }",
  'alias' => "notify { 'a': alias => 'other' } notify { 'b': before => Notify['other'] }",
  'virtual' => "@notify { 'a': } notify { 'b': } realize(Notify['a'])",
  'virtual-unrealized' => "@notify { 'a': } notify { 'b': }",
  'override' => "class p { notify { 'n': message => 'p' } } class c inherits p { Notify['n'] { message => 'c' } } include c",
  'empty' => '# nothing',
  'anchor-of-whits' => "class e { } class f { } include e include f Class['e'] -> Class['f'] notify { 'a': require => Class['f'] }"
}.each { |name, manifest| write("order/#{name}", "Order: #{name.tr('-', ' ')}.", manifest) }

# Tags and schedules.
TAGGED = "notify { 'a': tag => 'x' } notify { 'b': tag => ['y', 'x'] } class k { notify { 'c': } } include k file { '%{root}/f': content => 'f', tag => 'y' }"
{ 'one' => '--tags x', 'two' => '--tags x,y', 'class' => '--tags k', 'type' => '--tags file', 'none' => '--tags nothing',
  'skipped' => '--skip_tags x', 'skipped-type' => '--skip_tags notify', 'both' => '--tags x --skip_tags y' }.each do |name, options|
  write("tags/#{name}", "Tags: `#{options}`.", TAGGED, options: options)
end
{
  'daily' => "schedule { 's': period => daily }",
  'never' => "schedule { 's': period => never }",
  'weekly' => "schedule { 's': period => weekly, repeat => 2 }",
  'numbered' => "schedule { 's': period => monthly, periodmatch => number }",
  'always' => "schedule { 's': range => '0 - 23:59:59' }",
  'plain' => "schedule { 's': }"
}.each do |name, schedule|
  write("schedule/#{name}", "A schedule: #{name}.", "#{schedule} notify { 'n': schedule => 's' } file { '%{root}/f': content => 'f', schedule => 's' }", between: 'rm -f f')
end
write('schedule/of-every-catalog', 'Schedules that need no declaration.', "notify { 'a': schedule => 'daily' } notify { 'b': schedule => 'never' } notify { 'c': schedule => 'puppet' }")
write('schedule/ignored', 'Schedules that are ignored.', "notify { 'b': schedule => 'never' }", options: '--ignoreschedules')
