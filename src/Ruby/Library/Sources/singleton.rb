module Singleton
  def self.included(base)
    super
    base.private_class_method :new, :allocate
    base.extend(ClassMethods)
  end

  def _dump(_depth = -1) = ''

  module ClassMethods
    def _load(_text) = instance

    def clone = super.tap { |copy| copy.instance_variable_set(:@singleton__instance__, nil) }

    def instance
      @singleton__instance__ ||= new
    end

    def inherited(sub)
      super
      sub.instance_variable_set(:@singleton__instance__, nil)
    end
  end

  def clone
    raise TypeError, "can't clone instance of singleton #{self.class}"
  end

  def dup
    raise TypeError, "can't dup instance of singleton #{self.class}"
  end
end
