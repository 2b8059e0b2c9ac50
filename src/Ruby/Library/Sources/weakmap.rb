module ObjectSpace
  # Nothing is collected while a program runs: it only compares by identity.
  class WeakMap
    include Enumerable

    def initialize = @values = {}.compare_by_identity

    def [](key) = @values[key]

    def []=(key, value)
      @values[key] = value
    end

    def key?(key) = @values.key?(key)
    alias include? key?
    alias member? key?

    def keys = @values.keys

    def values = @values.values

    def size = @values.size
    alias length size

    def each(&block)
      @values.each(&block)
      self
    end
    alias each_pair each
  end
end
