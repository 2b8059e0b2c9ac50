module Abbrev
  def self.abbrev(words, pattern = nil)
    pattern = /\A#{Regexp.quote(pattern)}/ if pattern.is_a?(String)
    seen = Hash.new(0)
    found = {}
    words.each do |word|
      next if word.empty?
      word.size.downto(1) do |length|
        short = word[0, length]
        next if pattern && pattern !~ short
        seen[short] += 1
        seen[short] == 1 ? found[short] = word : found.delete(short)
      end
    end
    words.each { |word| found[word] = word if pattern.nil? || pattern =~ word }
    found
  end
end

class Array
  def abbrev(pattern = nil) = Abbrev.abbrev(self, pattern)
end
