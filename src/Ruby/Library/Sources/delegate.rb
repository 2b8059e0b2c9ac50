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

  def !=(other) = !other.equal?(self) && __getobj__ != other

  def ! = !__getobj__

  def to_s = __getobj__.to_s

  def inspect = __getobj__.inspect

  def hash = __getobj__.hash

  def eql?(other) = other.equal?(self) || __getobj__.eql?(other)

  def <=>(other) = __getobj__ <=> other

  def ===(other) = __getobj__ === other

  def =~(other) = __getobj__ =~ other

  def methods(*args) = __getobj__.methods(*args) | super

  def public_methods(all = true) = __getobj__.public_methods(all) | super

  def protected_methods(all = true) = __getobj__.protected_methods(all) | super

  def freeze
    __getobj__
    super()
  end

  def marshal_dump = __getobj__

  def marshal_load(target) = __setobj__(target)

  def initialize_clone(other, freeze: nil) = __setobj__(other.__getobj__.clone)

  def initialize_dup(other) = __setobj__(other.__getobj__.dup)
end

class SimpleDelegator < Delegator
  def __getobj__ = @delegate_sd_obj

  def __setobj__(target)
    raise FrozenError, "can't modify frozen #{self.class}: #{inspect}" if frozen?
    @delegate_sd_obj = target
  end
end

def DelegateClass(superclass, &block)
  made = Class.new(Delegator)
  names = superclass.public_instance_methods - Delegator.public_instance_methods - %i[to_s inspect =~ !~ === <=> hash]
  protected_names = superclass.protected_instance_methods - Delegator.protected_instance_methods
  made.class_eval do
    (names + protected_names).each do |name|
      define_method(name) { |*args, **options, &given| __getobj__.__send__(name, *args, **options, &given) }
    end
    protected(*protected_names)

    def __getobj__ = @delegate_dc_obj

    def __setobj__(target)
      @delegate_dc_obj = target
    end
  end
  made.define_singleton_method(:public_instance_methods) { |all = true| super(all) | superclass.public_instance_methods }
  made.define_singleton_method(:protected_instance_methods) { |all = true| super(all) | superclass.protected_instance_methods }
  made.class_eval(&block) if block
  made
end
