class Delegator
  def initialize(target)
    __setobj__(target)
  end

  def method_missing(name, *args, **options, &block)
    target = __getobj__
    target.respond_to?(name) ? target.__send__(name, *args, **options, &block) : super
  end

  def respond_to_missing?(name, include_all = false) = __getobj__.respond_to?(name, include_all)

  def ==(other) = other.equal?(self) || __getobj__ == other

  def !=(other) = !(self == other)

  def to_s = __getobj__.to_s

  def inspect = __getobj__.inspect

  def hash = __getobj__.hash

  def eql?(other) = other.equal?(self) || __getobj__.eql?(other)

  def <=>(other) = __getobj__ <=> other

  def ===(other) = __getobj__ === other

  def =~(other) = __getobj__ =~ other

  def methods(*args) = __getobj__.methods(*args) | super
end

class SimpleDelegator < Delegator
  def __getobj__ = @delegate_sd_obj

  def __setobj__(target)
    @delegate_sd_obj = target
  end
end

def DelegateClass(superclass)
  made = Class.new(Delegator)
  made.class_eval do
    def __getobj__ = @delegate_dc_obj

    def __setobj__(target)
      @delegate_dc_obj = target
    end
  end
  made
end
