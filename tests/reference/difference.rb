# frozen_string_literal: true

# What two programs left or said, as `diff` shows where they part.

require 'open3'
require 'tmpdir'

def difference(one, other)
  Dir.mktmpdir do |folder|
    [['reference', one], ['ours', other]].each { |name, lines| File.binwrite(File.join(folder, name), Array(lines).join("\n") + "\n") }
    Open3.capture2('diff', '-a', '-u', File.join(folder, 'reference'), File.join(folder, 'ours')).first.lines.drop(2).join
  end
end
