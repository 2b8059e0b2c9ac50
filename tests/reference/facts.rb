# Compares the facts of Debian's facter with ours:
#
#   ruby tests/reference/facts.rb --ours PROGRAM [--modulepath PATH]       on this machine
#   ruby tests/reference/facts.rb --ours PROGRAM --root DIR                in a mounted machine that has facter: both chrooted
#   ruby tests/reference/facts.rb --ours PROGRAM --root DIR --outside      ours looks at it from outside, with `--root`
#   ruby tests/reference/facts.rb --ours PROGRAM --root DIR --container    in namespaces of its own, with /proc and /sys
#
# What changes by itself is left out. What `cases/DIFFERENCES.md` decides is marked with a star; anything else that differs
# ends with 1. Root rights are needed for all but the first.
require 'json'
require 'open3'
require 'optparse'
require 'fileutils'

options = { modules: '' }
OptionParser.new do |parser|
  parser.on('--ours PROGRAM') { |value| options[:ours] = File.expand_path(value) }
  parser.on('--modulepath PATH') { |value| options[:modules] = value }
  parser.on('--root DIR') { |value| options[:root] = File.expand_path(value) }
  parser.on('--outside') { options[:outside] = true }
  parser.on('--container') { options[:container] = true }
end.parse!
abort 'name our program with --ours' unless options[:ours]

VOLATILE = [
  /\Aload_averages\./, /\Amemory\.(system|swap)\.(available|used|capacity)/, /\A(memory|swap)free/, /\Asystem_uptime\./,
  /\Auptime/, /\Amountpoints\..*\.(available|used|capacity)/, /\Aprocessors\.speed/, /\Aapt_/
].freeze

DECIDED = [
  /\Afacterversion/, /\Avirtual\z/, /\Ais_virtual\z/, /\Ahypervisors/,
  /\Amountpoints/, /\Apartitions\..*\.mount\z/, /\Asystem_uptime/, /\Auptime/, /\Apuppet_(vardir|environmentpath|server)\z/, /\Aos_service_default\z/
].freeze

def flat(value, path = nil, found = {})
  if value.is_a?(Hash) && !value.empty?
    value.each { |key, inner| flat(inner, path ? "#{path}.#{key}" : key, found) }
  else
    found[path.to_s] = value
  end
  found
end

# Runs both where the options say; the program of ours is at hand in a root under /run.
def facts_of(command, options, ours:)
  line = command.map { |word| "'#{word.gsub("'", %q('\\\\''))}'" }.join(' ')
  root = options[:root]
  if root && !(ours && options[:outside])
    inside = "chroot '#{root}' /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin #{line}"
    mounts = "mkdir -p '#{root}/run/ours' && mount --bind '#{File.dirname(options[:ours])}' '#{root}/run/ours'"
    if options[:container]
      mounts += " && mount -t proc proc '#{root}/proc' && mount --rbind /sys '#{root}/sys' && mount --rbind /dev '#{root}/dev'"
    end
    flags = options[:container] ? '--pid --fork --uts --ipc' : ''
    line = "unshare --mount #{flags} sh -c #{["#{mounts} && exec #{inside}"].map { |text| "\"#{text.gsub(/["$`\\]/) { |c| "\\#{c}" }}\"" }.first}"
  else
    line = "env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin #{line}"
  end
  out, err, = Open3.capture3('sh', '-c', line)
  JSON.parse(out)
rescue JSON::ParserError
  abort "#{line}\n#{out}\n#{err}"
end

modules = options[:modules].split(':').flat_map { |path| Dir["#{path}/*/lib/facter"] }.sort
theirs = facts_of(['facter', '--json', '--show-legacy', *modules.flat_map { |path| ['--custom-dir', path] }], options, ours: false)
program = options[:root] && !options[:outside] ? "/run/ours/#{File.basename(options[:ours])}" : options[:ours]
extra = options[:outside] ? ['--root', options[:root]] : []
extra += ['--modulepath', options[:modules]] unless options[:modules].empty?
ours = facts_of([program, 'facts', '--json', '--show-legacy', *extra], options, ours: true)

theirs, ours = [theirs, ours].map { |facts| flat(facts) }
differing = (theirs.keys | ours.keys).sort.reject do |key|
  (theirs.key?(key) && ours.key?(key) && theirs[key] == ours[key]) || VOLATILE.any? { |one| one.match?(key) }
end
wrong = 0
differing.each do |key|
  decided = DECIDED.any? { |one| one.match?(key) }
  wrong += 1 unless decided
  shown = [theirs, ours].map { |facts| facts.key?(key) ? facts[key].inspect[0, 120] : '(none)' }
  puts "#{decided ? '*' : ' '} #{key}: #{shown[0]} | #{shown[1]}"
end
puts "#{(theirs.keys | ours.keys).length} values, #{differing.length} differ, #{wrong} of them without a decision"
exit(wrong.zero? ? 0 : 1)
