package com.segment.analytics.messages;

public interface Message {}
