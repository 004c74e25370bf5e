package com.rudderstack.sdk.java.analytics.messages;

public interface Message {}
