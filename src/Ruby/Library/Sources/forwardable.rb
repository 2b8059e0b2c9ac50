module Forwardable
  def instance_delegate(hash)
    hash.each { |names, accessor| Array(names).each { |name| def_instance_delegator(accessor, name) } }
  end
  alias delegate instance_delegate

  def def_instance_delegators(accessor, *names)
    names.each { |name| def_instance_delegator(accessor, name) }
  end
  alias def_delegators def_instance_delegators

  def def_instance_delegator(accessor, name, as = name)
    accessor = accessor.to_s
    body = proc do |*args, **options, &block|
      target =
        if accessor.start_with?('@@') then self.class.class_variable_get(accessor)
        elsif accessor.start_with?('@') then instance_variable_get(accessor)
        else instance_eval(accessor)
        end
      target.__send__(name, *args, **options, &block)
    end
    is_a?(Module) ? define_method(as, &body) : define_singleton_method(as, &body)
    as.to_sym
  end
  alias def_delegator def_instance_delegator
end

module SingleForwardable
  def def_single_delegators(accessor, *names)
    names.each { |name| def_single_delegator(accessor, name) }
  end
  alias def_delegators def_single_delegators

  def def_single_delegator(accessor, name, as = name)
    accessor = accessor.to_s
    define_singleton_method(as) do |*args, &block|
      target = accessor.start_with?('@') ? instance_variable_get(accessor) : instance_eval(accessor)
      target.__send__(name, *args, &block)
    end
  end
  alias def_delegator def_single_delegator

  def single_delegate(hash)
    hash.each { |names, accessor| Array(names).each { |name| def_single_delegator(accessor, name) } }
  end
  alias delegate single_delegate
end
