# frozen_string_literal: true

# Applies cases of `cases/servers` with the reference: manifests for real servers and the kernel's packet filter. Each
# case starts what it needs in namespaces of its own, which end with it; a case is prose, then `prepare`, `main.pp` and
# `verify`, commands and a manifest. What the reference says and what came of it is written into the case.
#
#   ruby tests/reference/servers.rb [--ours PROGRAM [--ruby]] [--record] cases/servers/*.case
#
# With --ours it says where ours differs from what is written there. It takes root.

require 'open3'
require 'optparse'
require 'tmpdir'
require_relative 'difference'

options = { modulepath: '/usr/share/puppet/modules' }
OptionParser.new do |parser|
  parser.on('--ours PROGRAM') { |value| options[:ours] = value }
  parser.on('--modulepath PATH') { |value| options[:modulepath] = value }
  parser.on('--ruby') { options[:ruby] = true }
  parser.on('--record') { options[:record] = true }
  parser.on('--verbose') { options[:verbose] = true }
end.parse!

MARK = "=====RUN=====\n"

def sections(path)
  File.read(path).split(/^--- (.*)$\n/).drop(1).each_slice(2).to_h { |name, body| [name, body.to_s] }
end

# The script that both this and the test of ours run.
def script(parts, folder, command)
  <<~SH
    export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root
    ip link set lo up
    set -e
    #{parts['prepare']}
    set +e
    for n in 1 2; do echo =====RUN=====; #{command} #{folder}/main.pp 2>&1 </dev/null; done
    echo =====RUN=====
    #{parts['verify']}
  SH
end

def clean(output)
  lines = output.gsub(/\e\[[0-9;]*m/, '').lines.map(&:chomp).grep(/\A(Notice|Error|error)/)
  lines.reject! { |line| line =~ /Compiled catalog|Applied catalog|\AError: Facter/ }
  lines.reject! { |line| lines.any? { |other| other != line && other.end_with?(line.delete_prefix('Error: ')) } }
  lines.map { |line| line.sub(/ \(\/[^ ]*\.rb:\d+\)/, '').sub(/ \(file: .*\)\z/, '').sub(/ \(corrective\)\z/, '').gsub(/pid \d+ exit/, 'exit') }.uniq.sort
end

def answer(parts, command)
  Dir.mktmpdir('servers-') do |folder|
    File.write("#{folder}/main.pp", parts['main.pp'])
    File.chmod(0o755, folder)
    out, = Open3.capture2e('unshare', '--mount', '--net', '--pid', '--mount-proc', '--ipc', '--uts', '--fork', '--kill-child', 'sh', stdin_data: script(parts, folder, command))
    runs = out.split(MARK)
    abort "it did not start:\n#{out}" if runs.length < 4
    { raw: out, log: clean(runs[1]), again: clean(runs[2]), verified: runs[3].gsub(/\[\d+:\d+\]/, '[0:0]').lines.map(&:chomp) }
  end
end

unlike = 0
ARGV.each do |path|
  parts = sections(path)
  if options[:record]
    reference = answer(parts, "puppet apply --color=false --modulepath #{options[:modulepath]}")
    puts reference[:raw] if options[:verbose]
    text = File.read(path).sub(/^--- log$.*\z/m, '')
    { 'log' => :log, 'verified' => :verified, 'again' => :again }.each do |name, key|
      text += "--- #{name}\n" + reference[key].map { |line| "#{line}\n" }.join
    end
    File.write(path, text)
  end
  next unless options[:ours]

  reference ||= { log: 'log', verified: 'verified', again: 'again' }.transform_values { |name| parts[name].to_s.lines.map(&:chomp) }
  ours = answer(parts, "#{options[:ours]} apply --strict=warning #{'--ruby-providers ' if options[:ruby]}--modulepath #{options[:modulepath]}")
  puts ours[:raw] if options[:verbose]
  problems = %i[log verified again].map { |key| [key, difference(reference[key], ours[key])] }.reject { |_, text| text.empty? }
  unlike += 1 unless problems.empty?
  puts "#{problems.empty? ? 'same' : 'UNLIKE'} #{File.basename(path)}"
  problems.each { |key, text| puts "#{key}:\n#{text}" }
end
exit(unlike.zero? ? 0 : 1)
